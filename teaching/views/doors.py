"""Finding a class for its teacher, the way back to it, and undoing."""

import uuid
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assignments.errors import WorkRefused
from organizations.errors import ClassIsOver
from organizations.models import Classroom


def find_class(request, class_uuid: uuid.UUID, **expressions) -> Classroom:
    """Return a class this teacher may open, or 404; `expressions` become attributes. One query."""
    classrooms = Classroom.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(classrooms.annotate(**expressions), uuid=class_uuid)


def find_class_at_work(request, class_uuid: uuid.UUID) -> Classroom:
    """Return a class this teacher may open, or 404; also where it is in the archive."""
    classroom = find_class(request, class_uuid)
    if classroom.is_archived:
        raise Http404
    return classroom


def for_class_at_work(view):
    """Answer what a class in the archive is not given any more with why, on the page of the class.

    Somebody archived it while the page stood open: then a page that does not exist says too little.
    """

    @wraps(view)
    def guarded(request, class_uuid: uuid.UUID, **kwargs):
        try:
            return view(request, class_uuid, **kwargs)
        except ClassIsOver as refusal:
            messages.warning(request, str(refusal))
            return redirect_to(find_class(request, class_uuid))

    return guarded


def redirect_to(classroom: Classroom, **query) -> HttpResponse:
    address = reverse("teaching:class", args=[classroom.uuid])
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address, status=303)


def address_of(request, view: str) -> str:
    """Return an address as students type it: host and path, without the scheme."""
    return f"{request.get_host()}{reverse(view)}"


def undo(request, deed: Callable, words: str, **target) -> None:
    """Undo something, or say why it can no longer be undone."""
    try:
        deed(by=request.user, **target)
    except WorkRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, words)
