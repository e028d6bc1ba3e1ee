"""What a class's answers tell its teacher, what teachers say of a question, files to take along."""

import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assignments.models import Assignment
from assignments.queries import class_assignments, given_to
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from insight import module_insight as modules
from insight.actions import export_class
from insight.enums import ExportKind
from insight.exports import file_name
from insight.forms import ExportForm, FlagForm
from insight.misconception_map import misconception_map
from insight.over_time import class_over_time
from insight.question_insight import anchor_of, quiz_insight
from organizations.models import Classroom
from quizzes.flagging.actions import flag_question, take_back_flag
from quizzes.models import AttemptSlot, QuestionVersion, Quiz, QuizQuestion
from teaching.queries import class_people
from teaching.views.doors import find_class
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_insight(
    request: HttpRequest, class_uuid: uuid.UUID, module_uuid: uuid.UUID
) -> HttpResponse:
    classroom = find_class(request, class_uuid)
    assignment = find_assignment(classroom, module_uuid, module__quiz__isnull=False)
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


def find_assignment(classroom: Classroom, module_uuid: uuid.UUID, **more) -> Assignment:
    """Return the assignment of a module, `with_scores` and its quizzes, or 404. One query."""
    return get_object_or_404(
        classroom.assignments.with_scores().select_related("module__quiz", "module__precheck"),
        module__translation_key=module_uuid,
        module__live=True,
        **more,
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


@staff_required
@require_safe
def module_insight(request: HttpRequest, class_uuid: uuid.UUID, module_uuid: uuid.UUID):
    """One module of a class: who is through with it, and how its quiz went."""
    classroom = find_class(request, class_uuid)
    assignment = find_assignment(classroom, module_uuid)
    students = given_to(class_people(classroom, request.user).students, assignment)
    context = {
        "classroom": classroom,
        "module": assignment.module,
        "sensitivity": module_sensitivity(assignment.module),
        "insight": modules.module_insight(
            assignment, students, by=request.user, now=timezone.now()
        ),
    }
    return render(request, "insight/module_insight.html", context)


@staff_required
@require_safe
def over_time(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The last weeks of a class."""
    classroom = find_class(request, class_uuid)
    weeks = class_over_time(classroom, now=timezone.now())
    return render(request, "insight/over_time.html", {"classroom": classroom, "over_time": weeks})


@staff_required
@require_safe
def misconceptions(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """What several students misunderstand, and how to teach it again."""
    classroom = find_class(request, class_uuid)
    context = {"classroom": classroom, "cards": misconception_map(classroom)}
    return render(request, "insight/misconceptions.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Say what a file of the class would contain; a POST makes it."""
    classroom = find_class(request, class_uuid)
    form = ExportForm(request.POST or None, assignments=class_assignments(classroom))
    if request.method == "POST" and form.is_valid():
        return export_file(request, classroom, form)
    context = {"classroom": classroom, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "insight/export.html", context, status=status)


def export_file(request: HttpRequest, classroom: Classroom, form: ExportForm) -> HttpResponse:
    wanted = form.cleaned_data
    kind, with_names = ExportKind(wanted["kind"]), wanted["with_names"]
    content = export_class(
        by=request.user,
        classroom=classroom,
        kind=kind,
        module_uuid=uuid.UUID(wanted["module"]) if wanted["module"] else None,
        with_names=with_names,
    )
    name = file_name(module_title=form.module_title, with_names=with_names, kind=kind)
    response = HttpResponse(content, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
