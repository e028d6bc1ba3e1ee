"""What becomes of a class: its teachers, a copy, the archive, and the new school year."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assignments.queries import class_assignments
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from organizations import class_life
from organizations.enums import MembershipRole
from organizations.errors import LastTeacher
from organizations.models import Classroom
from organizations.queries import teachers_of
from organizations.rules import staff_of
from teaching import queries
from teaching.actions import duplicate_class
from teaching.forms import CopyForm, NextYearForm, TeacherForm
from teaching.views.doors import find_class, redirect_to
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def teachers(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Who teaches a class, and one more out of the school's staff."""
    classroom = find_class(request, class_uuid)
    staff = staff_of(classroom.organization).exclude(memberships__classroom=classroom)
    form = TeacherForm(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        teacher = form.cleaned_data["teacher"]
        class_life.add_teacher(by=request.user, classroom=classroom, teacher=teacher)
        words = _("%(name)s can open this class now.") % {"name": teacher.shown_name}
        messages.success(request, words)
        return redirect_to_teachers(classroom)
    members = teachers_of([classroom])
    context = {"classroom": classroom, "teachers": members, "form": form, "user": request.user}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/teachers.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_teacher(
    request: HttpRequest, class_uuid: uuid.UUID, teacher_uuid: uuid.UUID
) -> HttpResponse:
    """Say what a teacher no longer sees, and take them out of the class."""
    classroom = find_class(request, class_uuid)
    members = classroom.memberships.filter(role=MembershipRole.TEACHER).select_related("user")
    membership = get_object_or_404(members, uuid=teacher_uuid)
    refusal, is_own = "", membership.user_id == request.user.pk
    if request.method == "POST":
        try:
            class_life.remove_teacher(by=request.user, membership=membership)
        except LastTeacher as reason:
            refusal = str(reason)
        else:
            messages.success(request, _("Done. The class has one teacher fewer."))
            return redirect_to_classes() if is_own else redirect_to_teachers(classroom)
    context = {"classroom": classroom, "teacher": membership.user, "is_own": is_own}
    context["refusal"] = refusal
    status = 422 if refusal else 200
    return render(request, "teaching/remove_teacher.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Give a class to another teacher and leave it."""
    classroom = find_class(request, class_uuid)
    staff = staff_of(classroom.organization).exclude(pk=request.user.pk)
    form = TeacherForm(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        teacher = form.cleaned_data["teacher"]
        class_life.hand_over(by=request.user, classroom=classroom, teacher=teacher)
        words = _("%(class)s is with %(name)s now.")
        names = {"class": classroom.name, "name": teacher.shown_name}
        messages.success(request, words % names)
        return redirect_to_classes()
    context = {"classroom": classroom, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/hand_over.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Say what ends and what stays, and put a class into the archive."""
    classroom = find_class(request, class_uuid)
    if request.method == "POST":
        class_life.archive_classroom(by=request.user, classroom=classroom)
        messages.success(request, _("%(name)s is in the archive.") % {"name": classroom.name})
        return redirect_to_classes()
    return render(request, "teaching/archive.html", {"classroom": classroom})


@staff_required
@require_POST
def bring_back(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    classroom = find_class(request, class_uuid)
    class_life.bring_back_classroom(by=request.user, classroom=classroom)
    messages.success(request, _("The class is back. Joining stays closed until you open it."))
    return redirect_to(classroom)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """A new class with the same settings and modules."""
    classroom = find_class(request, class_uuid)
    given = [
        (one.module.title, module_sensitivity(one.module))
        for one in class_assignments(classroom)
        if one.is_for_all
    ]
    careful = [title for title, level in given if level != Sensitivity.OPEN]
    form = CopyForm(request.POST or None, initial={"name": classroom.name}, careful=careful)
    if request.method == "POST" and form.is_valid():
        copy = duplicate_class(by=request.user, classroom=classroom, **form.cleaned_data)
        messages.success(request, _("The copy is made. It has a join code of its own."))
        return redirect_to(copy)
    titles = [title for title, level in given if level == Sensitivity.OPEN]
    context = {"classroom": classroom, "form": form, "titles": titles}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/duplicate.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_year(request: HttpRequest) -> HttpResponse:
    """Every class at work with a new name; those that are ticked go on in the new year."""
    cards = [card for card in queries.class_cards(request.user) if not card.classroom.is_archived]
    rows = [(card, NextYearForm(request.POST or None, classroom=card.classroom)) for card in cards]
    wanted = [form for _card, form in rows if form.is_wanted]
    refused = next((form for form in wanted if not form.is_valid()), None)
    if wanted and not refused:
        made = class_life.roll_over(by=request.user, plans=[form.plan() for form in wanted])
        messages.success(request, rolled_over_words(len(made)))
        return redirect_to_classes()
    if any(name.endswith("-is_chosen") for name in request.POST) and not wanted:
        messages.success(request, _("These classes are in the new year already."))
        return redirect_to_classes()
    is_refused = request.method == "POST"
    context = {"rows": rows, "refused": refused, "nothing_ticked": is_refused and not wanted}
    return render(request, "teaching/new_year.html", context, status=422 if is_refused else 200)


def rolled_over_words(classes: int) -> str:
    return ngettext(
        "%(number)d class is in the new year. The one before is in the archive.",
        "%(number)d classes are in the new year. Those before are in the archive.",
        classes,
    ) % {"number": classes}


def redirect_to_classes() -> HttpResponse:
    return HttpResponseRedirect(reverse("teaching:classes"), status=303)


def redirect_to_teachers(classroom: Classroom) -> HttpResponse:
    return HttpResponseRedirect(reverse("teaching:teachers", args=[classroom.uuid]), status=303)
