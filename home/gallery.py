"""Every component with made-up inputs, for people who build pages: /_ui/, in debug only."""

from types import SimpleNamespace

from django import forms
from django.utils.safestring import mark_safe

from insight.line_chart import Line, line_chart

# What frames every page stands around the gallery already, or is no sight by itself.
IN_EVERY_FRAME = {
    *("brand-mark", "dunes", "footer", "htmx", "menu", "messages"),
    *("safety-bar", "skip-links", "top-bar"),
}
# What stands inside another one that is shown.
PARTS = {"field-error", "keep"}


class SampleForm(forms.Form):
    nickname = forms.CharField(
        label="Nickname",
        help_text="What your class calls you.",
        error_messages={"required": "Type a nickname."},
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    is_ready = forms.BooleanField(label="I am ready", required=False)


def prose(html: str):
    return mark_safe(html)


OPTIONS = [
    {"text": "Ask first.", "is_best": True, "is_chosen": False, "feedback": "A new question."},
    {"text": "Post it.", "is_best": False, "is_chosen": True, "feedback": "Ask her first."},
]
CHOICES = [
    SimpleNamespace(id=str(n), value={"text": text})
    for n, text in enumerate(("Ask first.", "Post it."))
]
TASK = {"label": "What a yes is", "url": "#", "note": "5 minutes", "status": "Done", "tone": "done"}


FORM, REFUSED = SampleForm(), SampleForm({})

# The inputs that each component is shown with, by its name.
SAMPLES = {
    "answer-bars": [
        {
            "rows": [
                {"label": "Ask first", "count": 12, "tag": "Best answer", "is_best": True},
                {
                    "label": "Post it",
                    "count": 5,
                    "tag": "3 very sure of it",
                    "note": "Silence is a yes.",
                    "is_common": True,
                },
            ],
            "total": 20,
        }
    ],
    "answer-list": [{"options": OPTIONS}],
    "back-link": [{"url": "#", "label": "Asking and agreeing"}],
    "big-code": [{"code": "tern 482 dune", "address": "marram.example/join", "note": "Open"}],
    "care-card": [
        {"level": level, "title": f"Level {level}", "text": "Words.", "items": ["One", "Two"]}
        for level in ("now", "soon", "plan")
    ],
    "check": [
        {
            "question": "What fits best?",
            "options": CHOICES,
            "check_url": "#",
            "block_id": "sample-check",
            "answered": None,
        }
    ],
    "choice-card": [{"name": "choice", "value": "a", "letter": "A", "text": "Ask Ellis alone"}],
    "code-box": [{}],
    "compare": [
        {
            "heading": "Two ways to ask",
            "columns": [
                {"title": "No room", "tone": "weaker", "items": ["Everyone is coming."]},
                {"title": "Room", "tone": "better", "items": ["Fine either way."]},
                {"title": "Neither", "tone": "plain", "items": ["Hm."]},
            ],
        }
    ],
    "confidence-row": [
        {
            "name": "confidence",
            "choices": [{"value": "1", "label": "Guessing"}, {"value": "2", "label": "Sure"}],
            "chosen": "2",
        }
    ],
    "course-card": [
        {"url": "#", "heading": "A course", "summary": "Words.", "lessons": 4, "minutes": 25}
    ],
    "definition": [{"term": "Consent", "meaning": prose("<p>A free yes.</p>"), "note": "Read"}],
    "dist-bar": [{"low": 3, "fair": 5, "good": 8, "high": 12, "label": "3, 5, 8 and 12"}],
    "do-now-panel": [
        {
            "title": "Worth doing now",
            "items": [{"title": "Two need a hand", "text": "Why.", "url": "#", "action": "Go"}],
        }
    ],
    "empty-state": [{"title": "Nothing yet", "text": "Later.", "url": "#", "action": "Do it"}],
    "error-summary": [{"form": REFUSED}],
    "fact-line": [{"text": "From a source, read on 22 November 2026."}],
    "field": [{"field": FORM["nickname"]}, {"field": REFUSED["nickname"]}],
    "fields": [{"form": SampleForm(prefix="all")}],
    "heat-legend": [{"kinds": ["done", "others"]}],
    "help-card": [{"heading": "Somebody to talk to", "text": "Words."}],
    "help-strip": [{}],
    "helpline-card": [
        {
            "name": "A line",
            "opening": "Open now",
            "notes": ["Free."],
            "means": [{"href": "#", "label": "Call", "icon": "phone", "is_call": True}],
            "fact": "Read on 22 November 2026.",
            "level": 3,
        }
    ],
    "hero": [{"title": "A lesson", "facts": ["Step 1 of 7"], "done": 2, "total": 7}],
    "if-then": [
        {
            "heading": "A plan",
            "cues": ["If I want to post one"],
            "responses": ["then I ask first"],
            "block_id": "sample-plan",
        }
    ],
    "key-card": [
        {
            "words": ["gear", "tent", "kite", "lyric"],
            "nickname": "Puffin",
            "code": "tern 482 dune",
            "address": "marram.example/join/back",
        }
    ],
    "key-idea": [{"heading": "One thing", "body": prose("<p>This time.</p>")}],
    "message-thread": [
        {
            "setting": "After practice",
            "messages": [
                {"sender": "Mei", "side": "start", "text": "Where are they?"},
                {"sender": "Tobi", "side": "end", "text": "Here."},
            ],
        }
    ],
    "line-chart": [
        {
            "chart": line_chart(
                [Line("Lessons", [12, None, 20]), Line("Quizzes", [0, 6, 9])],
                ["5/10", "", "19/10"],
            ),
            "label": "Most was done in the week from 19 October.",
        }
    ],
    "meta-line": [{"facts": ["4 lessons", "25 minutes"]}],
    "notice": [{"text": "Words.", "title": "A title", "tone": tone} for tone in ("", "done")]
    + [{"text": "Mind this.", "tone": "mind"}],
    "option-card": [
        {
            "kind": kind,
            "name": kind,
            "value": "a",
            "id": f"id-{kind}",
            "letter": "A",
            "text": "Ask first.",
        }
        for kind in ("radio", "checkbox")
    ],
    "picture": [
        {
            "drawing": "pictures/two-locks.svg",
            "title": "Two locks",
            "description": "A laptop and a phone.",
            "caption": "Both are needed.",
            "name": "two-locks",
        }
    ],
    "print-button": [{"label": "Print"}],
    "progress-steps": [{"current": 3, "total": 8}],
    "reflect": [{"prompt": "When?", "help_text": "It stays.", "block_id": "sample-thought"}],
    "saved-note": [{"text": "Kept on this device."}],
    "say-this": [{"text": "Is this one OK?"}],
    "sign-out": [{"action": "#"}],
    "soft-help": [{}],
    "solution-lines": [
        {
            "lines": [
                {"text": "Ask first.", "tag": "You put it here", "is_right": True},
                {
                    "text": "Then post it.",
                    "answer": "Not before.",
                    "tag": "You put it in place 1",
                    "feedback": prose("<p>Why.</p>"),
                },
            ],
            "is_ordered": is_ordered,
        }
        for is_ordered in (True, False)
    ],
    "status-word": [{"label": tone, "tone": tone} for tone in ("quiet", "doing", "done", "mind")],
    "steps-list": [{"heading": "Steps", "items": [{"title": "Say it", "text": "Aloud."}]}],
    "task-list": [{"tasks": [TASK, TASK | {"label": "Asking", "status": "", "tone": ""}]}],
    "teacher-note": [{"kind": kind, "text": "Words."} for kind in ("talk", "watch_out")],
    "verdict": [
        {"tone": tone, "title": f"The {tone} one", "level": 3, "id": f"verdict-{tone}"}
        for tone in ("good", "turn", "shown")
    ],
    "who-sees-line": [{"level": level} for level in ("only-you", "done", "answers")],
    "why-panel": [{"heading": "Why", "body": "Because."}],
}
