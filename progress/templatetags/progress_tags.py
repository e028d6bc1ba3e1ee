"""Progress in the margins of other rooms' pages; nothing at all for people without an account."""

from dataclasses import dataclass

from django import template
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext as _

from core.enums import Sensitivity
from courses.components import minutes_words
from progress.components import (
    KEPT,
    SKILL_TONES,
    Task,
    lesson_task,
    module_note,
    module_task,
    quiz_action,
    quiz_task,
)
from progress.enums import LessonState, SkillState
from progress.models import LessonProgress, SkillProgress
from progress.queries import lesson_row, module_progress, next_thing
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from quizzes.policies import policy_for
from quizzes.queries import QuizStanding, quiz_standings

register = template.Library()


@dataclass(frozen=True)
class SkillLine:
    """A skill on a results page, with the state a student has reached, or a guest's count."""

    name: str
    label: str
    tone: str


@dataclass(frozen=True)
class QuizCard:
    """A quiz on the page of its module: its row, the words on its link, how a student stands."""

    row: Task
    action: str
    is_students: bool
    is_begun: bool
    is_done: bool


@dataclass(frozen=True)
class WorkList:
    """Lessons or modules as rows, and the first thing to open now ("" when all is done)."""

    tasks: list[Task]
    next_url: str
    is_begun: bool


@register.inclusion_tag("progress/continue.html", takes_context=True)
def continue_step(context, page, number: int, next_url: str, is_last: bool):
    """Continue: a form that saves the place for a student, a plain link for everybody else."""
    return {**way_on(context, page, number, next_url), "is_last": is_last}


@register.inclusion_tag("progress/skip.html", takes_context=True)
def skip_step(context, page, number: int, next_url: str):
    """Skip this: the way past something to do; a student's place is saved all the same."""
    return way_on(context, page, number, next_url)


def way_on(context, page, number: int, next_url: str) -> dict:
    return {
        "is_student": student_of(context) is not None,
        "page": page,
        "number": number,
        "next_url": next_url,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("progress/stop_here.html", takes_context=True)
def stop_here(context, page, number: int):
    """Stop here, save my place: a form for a student; a guest may leave whenever they like."""
    return {
        "is_student": student_of(context) is not None,
        "page": page,
        "number": number,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("progress/device_place.html", takes_context=True)
def device_place(context, page, sensitivity: str, number: int):
    """A guest's place in an open lesson, for the script that keeps it on their device.

    Nothing where somebody is signed in or an editor looks at a draft, and nothing of a lesson that
    is careful, private, or closed to the public. `number` is 0 where all steps are on one page.
    """
    request = context.get("request")
    is_guest = not (request.user.is_authenticated or getattr(request, "is_preview", False))
    if not is_guest or sensitivity != Sensitivity.OPEN or page.is_restricted:
        return {}
    return {
        "lesson": page.uuid,
        "title": page.title,
        "first_url": page.step_url(1),
        "url": page.step_url(max(number, 1)),
        "number": number,
        "total": len(page.steps),
    }


@register.inclusion_tag("progress/keep_offer.html", takes_context=True)
def keep_offer(context, before: str = ""):
    """Offer a student to keep what they did as a guest; the script shows it where there is any.

    `before` is what to do first, on a page that is not shown twice.
    """
    request = context.get("request")
    if student_of(context) is None:
        return {}
    return {
        "is_student": True,
        "is_kept": any(KEPT in message.tags for message in get_messages(request)),
        "before": before,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def lesson_list(context, lessons) -> WorkList:
    """Return lessons as rows under their headings, a student's with their states. One query."""
    student = student_of(context)
    if student is None:
        tasks = [
            Task(page.heading, page.step_url(1), minutes_words(page.minutes), "", "")
            for page in lessons
        ]
        return WorkList(tasks, next_url=tasks[0].url if tasks else "", is_begun=False)
    progress = LessonProgress.objects.filter(user=student, lesson__in=lessons)
    states = dict(progress.values_list("lesson_id", "state"))
    rows = [lesson_row(page, states) for page in lessons]
    still_open = [row.url for row in rows if row.state != LessonState.DONE]
    return WorkList(
        [lesson_task(row, row.heading) for row in rows],
        next_url=still_open[0] if still_open else "",
        is_begun=bool(states),
    )


@register.simple_tag(takes_context=True)
def module_list(context, rows) -> WorkList:
    """Return a course's modules as rows, a student's with their states. Three queries."""
    student = student_of(context)
    if student is None:
        first = next((lesson for row in rows for lesson in row.lessons), None)
        return WorkList(
            [guest_module_task(row) for row in rows],
            next_url=first.step_url(1) if first else "",
            is_begun=False,
        )
    standing = module_progress(student, [row.module for row in rows])
    modules = [standing[row.module.pk] for row in rows]
    following = next_thing(modules)
    return WorkList(
        [module_task(progress) for progress in modules],
        next_url=following.url if following else "",
        is_begun=any(progress.is_started for progress in modules),
    )


def guest_module_task(row) -> Task:
    note = module_note(len(row.lessons), row.module.minutes)
    return Task(row.module.heading, row.url, note, status="", tone="")


@register.simple_tag(takes_context=True)
def quiz_card(context, quiz) -> QuizCard:
    """Return the card of a quiz; a student's says how they stand. Four queries at most; none for
    others.
    """
    student, standing, mode = student_of(context), QuizStanding(), AttemptMode.PRACTICE
    if student:
        standing = quiz_standings(student, [quiz.pk]).get(quiz.pk, standing)
        mode = policy_for(quiz, student).mode
    return QuizCard(
        row=quiz_task(reverse("quizzes:start", args=[quiz.uuid]), standing, mode),
        action=quiz_action(standing),
        is_students=student is not None,
        is_begun=standing != QuizStanding(),
        is_done=standing.is_done,
    )


@register.simple_tag(takes_context=True)
def is_quiz_done(context, quiz) -> bool:
    """Whether a student has finished this quiz; False for everybody else. At most one query."""
    student = student_of(context)
    if student is None:
        return False
    return Attempt.objects.finished().filter(user=student, quiz=quiz).exists()


@register.simple_tag(takes_context=True)
def skill_states(context, skills) -> list[SkillLine]:
    """Return the skills of a result with the states reached so far. One query; none for guests.

    A guest has no state; the count of this one go stands in its place.
    """
    student = student_of(context)
    if student is None:
        return [SkillLine(skill.name, count_words(skill), "quiet") for skill in skills]
    rows = SkillProgress.objects.filter(user=student, skill__key__in=[s.key for s in skills])
    states = dict(rows.values_list("skill__key", "state"))
    return [skill_line(skill, SkillState(states.get(skill.key, 0))) for skill in skills]


def skill_line(skill, state: SkillState) -> SkillLine:
    return SkillLine(skill.name, state.label, SKILL_TONES[state])


def count_words(skill) -> str:
    return _("%(best)d of %(total)d handled well") % {"best": skill.best, "total": skill.total}


def student_of(context):
    """Return the student who looks at this page, or None; an editor's preview has none."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "is_preview", False):
        return None
    return user if user.is_student else None
