"""A school for those who look after it: staff, whom to tell, what is kept. No student is named."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from administration import actions, queries
from administration.forms import (
    GiveClassForm,
    InviteForm,
    LeaveForm,
    RoleForm,
    SafeguardingForm,
    SchoolForm,
)
from administration.overview import overview
from administration.readiness import readiness
from administration.retention import kept_things, next_deletion
from organizations import class_life, staffing
from organizations.enums import StaffRole
from organizations.errors import HasTeacher, LastAdmin
from organizations.models import Organization, StaffMembership
from organizations.rules import administered_by, staff_of
from users.doors import staff_required


@staff_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the school somebody looks after; who looks after several chooses."""
    schools = list(administered_by(request.user))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return HttpResponseRedirect(address("school", schools[0]))
    return render(request, "administration/choose.html", {"schools": schools})


@staff_required
@require_safe
def school(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """What there is to do, and how the classes stand."""
    found = find_school(request, school_uuid)
    tasks = readiness(found, on=timezone.localdate())
    context = {
        "school": found,
        "tasks": tasks,
        "left": sum(not task.is_done for task in tasks),
        "overview": overview(found),
    }
    return render(request, "administration/school.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """Everybody on the staff, and a link for somebody new; it is shown in the answer, once."""
    found = find_school(request, school_uuid)
    form = InviteForm(request.POST or None, initial={"role": StaffRole.TEACHER})
    if request.method == "POST" and form.is_valid():
        made = staffing.invite_staff(by=request.user, organization=found, **form.cleaned_data)
        link = request.build_absolute_uri(made.path) if made.token else ""
        context = {"school": found, "invite": made.invite, "link": link}
        return render(request, "administration/link.html", context)
    context = {
        "school": found,
        "members": queries.staff_of(found),
        "links": queries.open_links(found),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "administration/staff.html", context, status=status)


@staff_required
@require_POST
def withdraw(request: HttpRequest, school_uuid: uuid.UUID, invite_uuid: uuid.UUID) -> HttpResponse:
    """Let a link open nothing from now on; clicked twice, it is done once."""
    found = find_school(request, school_uuid)
    invite = get_object_or_404(found.staff_invites, uuid=invite_uuid)
    staffing.withdraw_invite(by=request.user, invite=invite)
    messages.success(request, _("The link no longer works."))
    return redirect_to("staff", found)


@staff_required
@require_safe
def member(request: HttpRequest, school_uuid: uuid.UUID, member_uuid: uuid.UUID) -> HttpResponse:
    found = find_school(request, school_uuid)
    return member_page(request, find_member(found, member_uuid))


def member_page(request, membership: StaffMembership, **forms) -> HttpResponse:
    """One member of staff with two forms; one that was sent and refused stands in `forms`."""
    context = {
        "school": membership.organization,
        "member": membership,
        "role_form": RoleForm(initial={"role": membership.role}),
        "leave_form": leave_form(membership),
        **forms,
    }
    status = 422 if forms else 200
    return render(request, "administration/member.html", context, status=status)


def leave_form(membership: StaffMembership, data=None) -> LeaveForm:
    initial = {"leaves_on": membership.leaves_on}
    return LeaveForm(data, initial=initial, today=membership.organization.today())


@staff_required
@require_POST
def role(request: HttpRequest, school_uuid: uuid.UUID, member_uuid: uuid.UUID) -> HttpResponse:
    membership = find_member(find_school(request, school_uuid), member_uuid)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            staffing.change_role(by=request.user, membership=membership, **form.cleaned_data)
        except LastAdmin as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, _("Role saved. It counts from their next page on."))
            return redirect_on(request, membership)
    return member_page(request, membership, role_form=form)


@staff_required
@require_POST
def leave(request: HttpRequest, school_uuid: uuid.UUID, member_uuid: uuid.UUID) -> HttpResponse:
    membership = find_member(find_school(request, school_uuid), member_uuid)
    form = leave_form(membership, request.POST)
    if form.is_valid():
        day = form.cleaned_data["leaves_on"]
        try:
            staffing.set_leave_date(by=request.user, membership=membership, day=day)
        except LastAdmin as refusal:
            form.add_error("leaves_on", str(refusal))
        else:
            messages.success(request, _("Leave date saved.") if day else _("They stay."))
            return redirect_on(request, membership)
    return member_page(request, membership, leave_form=form)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_class(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """Give a class whose teachers have all left to somebody else on the staff."""
    found = find_school(request, school_uuid)
    form = GiveClassForm(
        request.POST or None,
        classes=queries.classes_without_teacher(found),
        staff=staff_of(found).exclude(pk=request.user.pk),
    )
    if request.method == "POST" and form.is_valid() and is_given(request, form):
        words = _("%(class)s is with %(name)s now.")
        given = form.cleaned_data
        names = {"class": given["classroom"].name, "name": given["teacher"].shown_name}
        messages.success(request, words % names)
        return redirect_to("school", found)
    context = {"school": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "administration/give_class.html", context, status=status)


def is_given(request, form: GiveClassForm) -> bool:
    """Give the class; False where another admin was faster, and the form has to say so."""
    try:
        class_life.give_to_teacher(by=request.user, **form.cleaned_data)
    except HasTeacher as refusal:
        form.add_error("classroom", str(refusal))
        return False
    return True


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def safeguarding(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """Whom teachers tell."""
    found = find_school(request, school_uuid)
    form = SafeguardingForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_safeguarding_contact(by=request.user, school=found, **form.cleaned_data)
        messages.success(request, _("Saved. Teachers read it on every class page from now on."))
        return redirect_to("school", found)
    context = {"school": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "administration/safeguarding.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """Where the school is, and how long it keeps a class."""
    found = find_school(request, school_uuid)
    initial = {name: getattr(found, name) for name in SchoolForm.base_fields}
    form = SchoolForm(request.POST or None, initial=initial, school=found)
    if request.method == "POST" and form.is_valid():
        actions.change_school(by=request.user, school=found, **form.cleaned_data)
        messages.success(request, _("Settings saved."))
        return redirect_to("school", found)
    context = {"school": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "administration/settings.html", context, status=status)


@staff_required
@require_safe
def kept(request: HttpRequest, school_uuid: uuid.UUID) -> HttpResponse:
    """What is kept and why, what is deleted next, and what was taken out."""
    found = find_school(request, school_uuid)
    context = {
        "school": found,
        "things": kept_things(found),
        "next_deletion": next_deletion(found),
        "exports": queries.exports_of(found),
    }
    return render(request, "administration/kept.html", context)


def find_school(request, school_uuid: uuid.UUID) -> Organization:
    """Return a school this person looks after, or 404. One query."""
    return get_object_or_404(administered_by(request.user), uuid=school_uuid)


def find_member(school: Organization, member_uuid: uuid.UUID) -> StaffMembership:
    members = school.staff.select_related("user", "organization")
    return get_object_or_404(members, uuid=member_uuid)


def address(page: str, school: Organization) -> str:
    return reverse(f"administration:{page}", args=[school.uuid])


def redirect_to(page: str, school: Organization) -> HttpResponse:
    return HttpResponseRedirect(address(page, school), status=303)


def redirect_on(request, membership: StaffMembership) -> HttpResponse:
    """Lead back to the staff; who has let go of the school themselves has no page there."""
    is_admin = administered_by(request.user).filter(pk=membership.organization_id).exists()
    if is_admin:
        return redirect_to("staff", membership.organization)
    return HttpResponseRedirect(reverse("teaching:classes"), status=303)
