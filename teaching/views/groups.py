"""The groups of a class: making, renaming, filling and deleting them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assignments.actions import change_group, delete_group, make_group
from assignments.forms import GroupForm
from assignments.queries import class_groups
from teaching.views.doors import find_class, for_class_at_work
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def groups(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The groups of a class, and a form that makes one."""
    classroom = find_class(request, class_uuid)
    form = GroupForm(request.POST or None, classroom=classroom)
    if request.method == "POST" and form.is_valid():
        make_group(by=request.user, classroom=classroom, **form.cleaned_data)
        messages.success(request, _("Group made. You can give it work now."))
        return redirect_to_groups(classroom)
    context = {"classroom": classroom, "form": form, "groups": class_groups(classroom)}
    return render(request, "teaching/groups.html", context, status=422 if form.is_bound else 200)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def group(request: HttpRequest, class_uuid: uuid.UUID, group_uuid: uuid.UUID) -> HttpResponse:
    """Rename a group, say who is in it, or delete it."""
    classroom = find_class(request, class_uuid)
    own = get_object_or_404(classroom.groups, uuid=group_uuid)
    if "delete" in request.POST:
        delete_group(by=request.user, group=own)
        messages.success(request, _("Group deleted. Its work stays with the students it had."))
        return redirect_to_groups(classroom)
    members = list(own.members.values_list("uuid", flat=True))
    initial = {"name": own.name, "members": members}
    form = GroupForm(request.POST or None, initial=initial, classroom=classroom, group=own)
    if request.method == "POST" and form.is_valid():
        change_group(by=request.user, group=own, **form.cleaned_data)
        messages.success(request, _("Group saved."))
        return redirect_to_groups(classroom)
    context = {"classroom": classroom, "form": form, "group": own}
    return render(request, "teaching/group.html", context, status=422 if form.is_bound else 200)


def redirect_to_groups(classroom) -> HttpResponse:
    return HttpResponseRedirect(reverse("teaching:groups", args=[classroom.uuid]), status=303)
