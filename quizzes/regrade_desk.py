"""Marking anew in the CMS: what it would change, why, and one button that does it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from quizzes.desk import PageAboutQuestion
from quizzes.enums import RegradeRule
from quizzes.errors import NothingToRegrade
from quizzes.models import Question, Regrade
from quizzes.regrading import Preview, Tries, begin_regrade, carry_on, may_count, preview
from quizzes.statistics import SHOWN_FROM

REGRADE = gettext_lazy("Mark anew")
# So many answers are marked while somebody waits; the page and `carry_on_regrades` do the rest.
WHILE_WAITING = 1000


def regrade_button(question: Question) -> Button:
    url = reverse(Question.snippet_viewset.get_url_name("regrade"), args=[question.pk])
    return Button(REGRADE, url=url, icon_name="rotate", priority=7)


class RegradeForm(forms.ModelForm):
    """Which points count, and a sentence that everybody concerned will read."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Points"),
        choices=RegradeRule.choices,
        widget=forms.RadioSelect,
        initial=RegradeRule.RAISE,
    )

    class Meta:
        model = Regrade
        fields = ["rule", "reason"]
        labels = {"reason": gettext_lazy("Why? One sentence that learners read")}


class RegradeView(PageAboutQuestion):
    """What marking by the newest version changes; applied once, by whoever may publish."""

    permission_required = "publish"
    template_name = "quizzes/regrade.html"
    page_title = REGRADE
    header_icon = "rotate"
    form = None

    def get_context_data(self, **kwargs):
        found = preview(self.question)
        return super().get_context_data(**kwargs) | {
            "form": self.form or RegradeForm(),
            "has_work": found.has_work,
            "rules": [
                (RegradeRule(rule).label, change_words(found, rule)) for rule in found.changes
            ],
            "untold": found.untold,
            "unanswered": tries_words(found.unanswered),
            "apart": tries_words(found.apart),
            "regrades": self.question.regrades.select_related("made_by"),
            "running": self.question.regrades.filter(finished_at=None).first(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        running = self.question.regrades.filter(finished_at=None).first()
        if running is None:
            self.form = RegradeForm(request.POST)
            if not self.form.is_valid():
                return self.render_to_response(self.get_context_data(), status=422)
            try:
                given = self.form.cleaned_data
                running = begin_regrade(by=request.user, question=self.question, **given)
            except NothingToRegrade:
                messages.warning(request, _("There is nothing to mark anew."))
                return redirect(request.path)
        done = carry_on(running, at_most=WHILE_WAITING)
        running.refresh_from_db()
        self.tell(running, done)
        return redirect(request.path)

    def tell(self, regrade: Regrade, done: int) -> None:
        words = done_words(done) if may_count(regrade) else _("The tries are marked anew.")
        if regrade.finished_at is None:
            rest = _("There are more: press Carry on, or leave them to the next night.")
            messages.warning(self.request, f"{words} {rest}")
        else:
            messages.success(self.request, words)


def done_words(done: int) -> str:
    words = ngettext("%(n)d try is marked anew.", "%(n)d tries are marked anew.", done)
    return words % {"n": done}


def change_words(found: Preview, rule: RegradeRule) -> list[str]:
    """Return a line for each change of points, the greatest gain first, and one for each quiz with
    results that change; small numbers hidden.
    """
    changes = sorted(found.changes[rule].items(), reverse=True)
    results = _("Results that change in “%(quiz)s”: %(tries)s")
    return [
        *(f"{delta_words(delta)}: {count_words(count)}" for delta, count in changes),
        *(
            results % {"quiz": quiz, "tries": count_words(count)}
            for quiz, count in sorted(found.results[rule].items())
        ),
    ]


def delta_words(delta: int) -> str:
    if delta == 0:
        return _("no change")
    points = ngettext("%(n)d point", "%(n)d points", abs(delta)) % {"n": abs(delta)}
    words = _("%(points)s more") if delta > 0 else _("%(points)s less")
    return words % {"points": points}


def tries_words(tries: Tries) -> str:
    """Return how many tries there are, of which some are not counted; "" where there are none."""
    untold = _("tries at careful or private quizzes, which are not counted")
    told = [count_words(tries.told)] if tries.told else []
    return ", ".join([*told, *([untold] if tries.has_untold else [])])


def count_words(count: int) -> str:
    """Return how many tries, or that they are fewer than may be told."""
    if count < SHOWN_FROM:
        return _("fewer than 5 tries")
    return ngettext("%(n)d try", "%(n)d tries", count) % {"n": count}
