"""How a class answered each question of a module, and what its teacher says of a question."""

import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from assignments.models import Assignment
from core.enums import Sensitivity
from insight.forms import FlagForm
from insight.question_insight import anchor_of, quiz_insight
from organizations.models import Classroom
from quizzes.flagging.actions import flag_question, take_back_flag
from quizzes.models import AttemptSlot, QuestionVersion, Quiz, QuizQuestion
from teaching.queries import module_sensitivity
from teaching.views.doors import find_class
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_insight(
    request: HttpRequest, class_uuid: uuid.UUID, module_uuid: uuid.UUID
) -> HttpResponse:
    classroom = find_class(request, class_uuid)
    assignment = find_assignment(classroom, module_uuid)
    module = assignment.module
    form = FlagForm(request.POST or None, versions=versions_of(module.quiz))
    if request.method == "POST" and form.is_valid():
        return flag(request, form.cleaned_data)
    level = module_sensitivity(module)
    is_open = level == Sensitivity.OPEN
    insight = quiz_insight(assignment, by=request.user, is_open=is_open)
    is_sorted = request.GET.get("sort") == "sure"
    context = {
        "classroom": classroom,
        "module": module,
        "sensitivity": level,
        "insight": insight.sorted_by_sureness() if is_sorted else insight,
        "is_sorted_by_sureness": is_sorted,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "insight/question_insight.html", context, status=status)


def find_assignment(classroom: Classroom, module_uuid: uuid.UUID) -> Assignment:
    """Return the assignment of a module that has a quiz, or 404. One query."""
    return get_object_or_404(
        classroom.assignments.select_related("module__quiz"),
        module__translation_key=module_uuid,
        module__live=True,
        module__quiz__isnull=False,
    )


def versions_of(quiz: Quiz) -> QuerySet[QuestionVersion]:
    """Return the versions of questions that a quiz asks, or has asked somebody."""
    places = QuizQuestion.objects.filter(quiz=quiz, question=OuterRef("question"))
    slots = AttemptSlot.objects.filter(attempt__quiz=quiz, version=OuterRef("pk"))
    return QuestionVersion.objects.filter(Exists(places) | Exists(slots))


def flag(request: HttpRequest, said: dict) -> HttpResponse:
    """Do what the form says, and lead back to the question."""
    if said["undo"]:
        take_back_flag(by=request.user, version=said["version"], kind=said["kind"])
    else:
        flag_question(
            by=request.user, version=said["version"], kind=said["kind"], note=said["note"]
        )
    address = f"{request.get_full_path()}#{anchor_of(said['version'])}"
    return HttpResponseRedirect(address, status=303)
