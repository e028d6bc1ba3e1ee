"""The students of a class: who waits, who is new, names, and a new way back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from organizations import actions, class_life
from organizations.errors import CannotChangeClass, NicknameTaken
from organizations.forms import ExtraTimeForm, RenameForm
from organizations.models import ONE_TIME_CODE_LASTS, Membership
from organizations.rules import classes_to_move_to
from teaching import queries
from teaching.forms import MoveForm, SeenForm
from teaching.student_work import student_work
from teaching.views.doors import address_of, find_class, for_class_at_work, redirect_to
from users.doors import staff_required

DECISIONS = {"accept": actions.accept_student, "refuse": actions.refuse_student}


@staff_required
@require_safe
def students(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    classroom = find_class(request, class_uuid)
    people = queries.class_people(classroom, request.user)
    return render(request, "teaching/students.html", {"classroom": classroom, "people": people})


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def student(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID) -> HttpResponse:
    """One student: work in words, names, a new way back. Looking is written in the audit log."""
    classroom = find_class(request, class_uuid)
    membership = find_student(classroom, student_uuid)
    initial = {"nickname": membership.nickname, "label": membership.label}
    form = RenameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and rename(request, membership, form):
        messages.success(request, _("Names saved."))
        return redirect_to_students(classroom)
    audit.record(by=request.user, verb="student-viewed", target=membership)
    context = {
        "classroom": classroom,
        "membership": membership,
        "shown_name": membership.shown_name,
        "form": form,
        "extra_time": ExtraTimeForm(initial={"extra_time": membership.extra_time}),
        "work": student_work(classroom, membership),
    }
    status = 422 if form.is_bound else 200
    return render(request, "teaching/student.html", context, status=status)


def rename(request, membership: Membership, form: RenameForm) -> bool:
    """Save both names; False where somebody else has the nickname, with free ones on the form."""
    try:
        actions.rename_student(by=request.user, membership=membership, **form.cleaned_data)
    except NicknameTaken as refusal:
        form.add_error("nickname", str(refusal))
        form.suggestions = refusal.suggestions
        return False
    return True


@staff_required
@require_POST
def reset(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID) -> HttpResponse:
    """Make a one-time code and show it once, to the teacher alone; it is never projected."""
    classroom = find_class(request, class_uuid)
    membership = find_student(classroom, student_uuid)
    context = {
        "classroom": classroom,
        "membership": membership,
        "one_time_code": actions.reset_way_back(by=request.user, membership=membership),
        "minutes": int(ONE_TIME_CODE_LASTS.total_seconds() // 60),
        "address": address_of(request, "join:back"),
    }
    return render(request, "teaching/one_time_code.html", context)


@staff_required
@require_POST
def extra_time(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID):
    """Say how much more time a student has, once for all work."""
    classroom = find_class(request, class_uuid)
    membership = find_student(classroom, student_uuid)
    form = ExtraTimeForm(request.POST)
    if form.is_valid():
        percent = form.cleaned_data["extra_time"]
        actions.give_extra_time(by=request.user, membership=membership, percent=percent)
        messages.success(request, _("Extra time saved. It counts from the next page on."))
    return redirect_to_student(membership)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID) -> HttpResponse:
    """Say what goes with a student, and take them out of the class."""
    classroom = find_class(request, class_uuid)
    membership = find_student(classroom, student_uuid)
    if request.method == "POST":
        actions.remove_student(by=request.user, membership=membership)
        messages.success(request, _("The student is out of the class."))
        return redirect_to_students(classroom)
    others = membership.user.memberships.exclude(pk=membership.pk).select_related("classroom")
    context = {
        "classroom": classroom,
        "membership": membership,
        "has_other_class": bool(others),
        "is_only_archived": all(other.classroom.is_archived for other in others),
    }
    return render(request, "teaching/remove_student.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID) -> HttpResponse:
    """Say what goes along, and put a student into another of this teacher's classes."""
    classroom = find_class(request, class_uuid)
    membership = find_student(classroom, student_uuid)
    classes = classes_to_move_to(request.user, membership)
    form = MoveForm(request.POST or None, membership=membership, classes=classes)
    if request.method == "POST" and form.is_valid() and is_moved(request, membership, form):
        words = _("%(name)s is in %(class)s now.")
        names = {"name": membership.shown_name, "class": membership.classroom.name}
        messages.success(request, words % names)
        return redirect_to_student(membership)
    context = {"classroom": classroom, "membership": membership, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/move_student.html", context, status=status)


def is_moved(request, membership: Membership, form: MoveForm) -> bool:
    """Move a student; False where the form has to say why not, or offers other nicknames."""
    try:
        class_life.move_student(by=request.user, membership=membership, **form.cleaned_data)
    except NicknameTaken as refusal:
        form.offer(refusal.suggestions, str(refusal))
        return False
    except CannotChangeClass as refusal:
        form.add_error("to", str(refusal))
        return False
    return True


@staff_required
@require_POST
@for_class_at_work
def decide(request: HttpRequest, class_uuid: uuid.UUID, student_uuid: uuid.UUID) -> HttpResponse:
    """Let a waiting student in, or take them off the list; clicked twice, it is done once."""
    classroom = find_class(request, class_uuid)
    waiting = classroom.memberships.students().waiting().select_related("user")
    membership = waiting.filter(uuid=student_uuid).first()
    decide_on = DECISIONS.get(request.POST.get("decision"))
    if membership and decide_on:
        decide_on(by=request.user, membership=membership)
    return redirect_to(classroom)


@staff_required
@require_POST
def seen(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The teacher has read who joined, up to the last one on their page; who came later is new."""
    classroom = find_class(request, class_uuid)
    own = get_object_or_404(classroom.memberships, user=request.user)
    form = SeenForm(request.POST)
    if form.is_valid():
        actions.note_students_seen(membership=own, until=form.cleaned_data["until"])
    return redirect_to(classroom)


def find_student(classroom, student_uuid: uuid.UUID) -> Membership:
    return get_object_or_404(
        Membership.objects.students().active().select_related("user", "classroom"),
        classroom=classroom,
        uuid=student_uuid,
    )


def redirect_to_students(classroom) -> HttpResponse:
    return HttpResponseRedirect(reverse("teaching:students", args=[classroom.uuid]), status=303)


def redirect_to_student(membership: Membership) -> HttpResponse:
    address = [membership.classroom.uuid, membership.uuid]
    return HttpResponseRedirect(reverse("teaching:student", args=address), status=303)
