"""Stateless public posts: no CSRF cookie, and yet no other site can send them (decision 21)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST


def is_same_origin(request: HttpRequest) -> bool:
    """Whether our own page sent this: by Sec-Fetch-Site or, without it, by Origin."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def same_origin_post(view):
    """Make `view` accept POST from our own pages only, without a token.

    Such a view touches neither session nor user: it changes nothing that a cookie stands for.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_same_origin(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
