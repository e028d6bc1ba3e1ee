"""Stateless public posts: no CSRF cookie, and yet no other site can send them (decision 21)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST


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

    return csrf_exempt(require_POST(refusing_other_origins(view)))


def same_origin_form(view):
    """Like `same_origin_post`, for an address that shows its form by GET as well."""
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(refusing_other_origins(view)))


def refusing_other_origins(view):
    """Make `view` refuse what another site's page sends."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not is_same_origin(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
