"""Few, named signals: the list of who listens to what is pinned here."""

from django.db.models import signals as model_signals
from wagtail import signals as wagtail_signals

from organizations.signals import class_archived, student_moved
from quizzes.signals import answers_opened, attempt_regraded, attempt_submitted

OURS = ("core.", "users.", "organizations.", "support.", "upkeep.", "quizzes.", "courses.",
        "assignments.", "progress.", "teaching.", "home.")  # fmt: skip

LISTENERS = {
    "published": [
        "core.receivers.raise_epoch",
        "home.receivers.note_changed_source",
        "quizzes.receivers.pin_published_question",
    ],
    "unpublished": ["core.receivers.raise_epoch"],
    "page_published": ["core.receivers.raise_epoch", "home.receivers.note_changed_source"],
    "page_unpublished": ["core.receivers.raise_epoch"],
    "post_page_move": ["core.receivers.raise_epoch"],
}


def listeners(signal) -> list[str]:
    """Return our own receivers of a signal by their full names."""
    found = []
    for _key, reference, *_rest in signal.receivers:
        receiver = reference() if hasattr(reference, "__callback__") else reference
        name = f"{receiver.__module__}.{receiver.__qualname__}"
        if name.startswith(OURS):
            found.append(name)
    return sorted(found)


def test_wagtail_signals_have_these_listeners():
    assert {name: listeners(getattr(wagtail_signals, name)) for name in LISTENERS} == LISTENERS


def test_submitted_attempt_raises_skills_and_nothing_else():
    assert listeners(attempt_submitted) == ["progress.receivers.raise_skills"]


def test_opened_test_raises_skills_and_a_regrade_corrects_them():
    assert listeners(answers_opened) == ["progress.receivers.raise_skills"]
    assert listeners(attempt_regraded) == ["progress.receivers.correct_skill"]


def test_archived_class_opens_its_tests():
    assert listeners(class_archived) == ["assignments.receivers.open_tests"]


def test_moved_student_is_taken_out_of_the_work_of_the_old_class():
    assert listeners(student_moved) == ["assignments.receivers.take_out"]


def test_nobody_listens_to_saves():
    names = ("pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")
    assert [listeners(getattr(model_signals, name)) for name in names] == [[]] * len(names)
