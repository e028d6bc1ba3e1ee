"""Quick exit, and the two ways on from the cover. Nothing here looks at session or user."""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.same_origin import same_origin_post
from support.exits import start_hiding, stop_hiding
from support.views.unstored import unstored


def never_ahead(view):
    """Answer 204 to a browser that fetches a page before anybody asked for it.

    Otherwise a pointer resting on the link would hide the pages of somebody who stays.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
        if "prefetch" in purpose.lower():
            return HttpResponse(status=204)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@unstored
@never_ahead
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the neutral site, and cover what was open for 15 minutes. No database, no log."""
    response = HttpResponseRedirect(settings.EXIT_URL)
    response["Referrer-Policy"] = "no-referrer"
    start_hiding(request, response)
    return response


@require_safe
@unstored
@never_ahead
def help_after_exit(request: HttpRequest) -> HttpResponse:
    """Get help from the cover: open it at once instead of covering it too."""
    response = HttpResponseRedirect(reverse("support:start"))
    stop_hiding(response)
    return response


@same_origin_post
@unstored
def carry_on(request: HttpRequest) -> HttpResponse:
    """Back to the page under the cover."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if is_ours else "/", status=303)
    stop_hiding(response)
    return response
