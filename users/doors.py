"""Doors for views: students' pages and staff's pages, each with its own way in."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import Resolver404, get_callable, resolve
from django.utils.http import urlencode


def student_required(view):
    """Let students in; send guests to "come back to your class"; staff have pages of their own.

    What a guest posts is not lost: they are a student whose session has ended (ux 4.1).
    """
    guarded = door(view, turn_away=come_back_first, opens_for=lambda user: user.is_student)
    guarded.is_for_students = True
    return guarded


def staff_required(view):
    """Let staff in; send guests to the staff sign-in; a student is told no."""
    return door(view, turn_away=staff_sign_in_first, opens_for=lambda user: not user.is_student)


def door(view, *, turn_away, opens_for):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return turn_away(request)
        if not opens_for(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        # Back after Quick exit or sign-out shows nothing of a person's own pages (decision 17).
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def come_back_first(request):
    if request.method == "POST":
        return get_callable(settings.SIGNED_OUT_VIEW)(request)
    return sign_in_first(request, settings.STUDENT_SIGN_IN)


def staff_sign_in_first(request):
    return sign_in_first(request, settings.LOGIN_URL)


def sign_in_first(request, sign_in) -> HttpResponseRedirect:
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{resolve_url(sign_in)}?{query}")


def is_for_students(path: str) -> bool:
    """Whether the view at this path (no query) stands behind the students' door."""
    try:
        return getattr(resolve(path).func, "is_for_students", False)
    except Resolver404:
        return False
