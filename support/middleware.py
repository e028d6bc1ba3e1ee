"""The cover: what stands in the place of every private page for 15 minutes after Quick exit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from support.exits import is_hiding

NEVER_COVERED = ("/cms/", "/exit/")


class CoverMiddleware:
    """Answer with the cover where a page says `no-store` (decision 17).

    Back makes the browser ask again for such a page, and it gets the cover under the same address.
    Whether a page is private only its own answer says, so the page is made and thrown away; its
    cookies go with it. Pages that may be cached are not asked for again, and are not covered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return cover(request) if is_covered(request, response) else response


def is_covered(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        is_hiding(request)
        and request.method in ("GET", "HEAD")
        and not request.path_info.startswith(NEVER_COVERED)
        and "no-store" in response.get("Cache-Control", "")
        and response.get("Content-Type", "").startswith("text/html")
        and not 300 <= response.status_code < 400
    )


def cover(request: HttpRequest) -> HttpResponse:
    """Return the plain start page with two ways on.

    Rendered without context processors: nothing on it can come from session, user or database.
    """
    context = {
        "request": request,
        "next": request.get_full_path(),
        "help_url": reverse("exit:help"),
        "exit_to": settings.EXIT_URL,
    }
    response = HttpResponse(render_to_string("support/cover.html", context))
    response["Cache-Control"] = "no-store"
    response["X-Frame-Options"] = "DENY"
    return response
