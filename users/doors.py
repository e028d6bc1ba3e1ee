"""Doors for views: students' pages and staff's pages, each with its own way in."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode


def student_required(view):
    """Let students in; send guests to "come back to your class"; staff have pages of their own."""
    return door(view, sign_in=settings.STUDENT_SIGN_IN, opens_for=lambda user: user.is_student)


def staff_required(view):
    """Let staff in; send guests to the staff sign-in; a student is told no."""
    return door(view, sign_in=settings.LOGIN_URL, opens_for=lambda user: not user.is_student)


def door(view, *, sign_in, opens_for):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{resolve_url(sign_in)}?{query}")
        if not opens_for(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        # Back after Quick exit or sign-out shows nothing of a person's own pages (decision 17).
        response["Cache-Control"] = "no-store"
        return response

    return guarded
