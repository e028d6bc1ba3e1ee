"""Help that works without internet: the worker, and what a device keeps.

Nothing here looks at session or user. A browser asks for the worker once somebody chose to keep
help, and from then on to see whether there is a newer one.
"""

import json

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.middleware import IDLE_COOKIE
from support.enums import Country
from support.keeping import is_for_keeping, lines_to_hide, pages_to_keep
from support.middleware import cover
from support.views.directory import COUNTRIES
from support.views.unstored import unstored

COUNTRIES_TO_KEEP = {
    code: place for code, place in COUNTRIES.items() if place != Country.INTERNATIONAL
}


@require_safe
@unstored
@csp_replace({"script-src": [SELF]})
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, which answers every address of the site; a shared computer never gets one."""
    if IDLE_COOKIE in request.COOKIES:
        return HttpResponseNotFound()
    # A new worker has a new address, so this text changes with it, and browsers notice.
    lines = [
        f"self.exitTo = {json.dumps(settings.EXIT_URL)};",
        f"importScripts({json.dumps(static('js/worker.js'))});",
    ]
    return HttpResponse("\n".join(lines), content_type="text/javascript; charset=utf-8")


@require_safe
@unstored
def kept(request: HttpRequest, code: str) -> HttpResponse:
    """What a device keeps with the help of one country, as data for our own scripts."""
    place = COUNTRIES_TO_KEEP.get(code)
    if place is None or IDLE_COOKIE in request.COOKIES:
        return HttpResponseNotFound()
    day = date_format(timezone.localdate())
    banner = render_to_string("support/kept_banner.html", {"day": day})
    data = {
        "code": code,
        "help": reverse("support:start"),
        "pages": pages_to_keep(code),
        "offline": reverse("support:offline", args=[code]),
        "script": static("js/kept.js"),
        "said": _("Saved on %(day)s: %(country)s.") % {"day": day, "country": place.label},
        "banner": banner,
        "lines": lines_to_hide(place),
    }
    return JsonResponse(data)


@require_safe
@unstored
def offline(request: HttpRequest, code: str) -> HttpResponse:
    """What a device shows in the place of a page it does not keep; here it would not be true."""
    place = COUNTRIES_TO_KEEP.get(code)
    if place is None or not is_for_keeping(request):
        return HttpResponseRedirect(reverse("support:country", args=[code]))
    context = {"code": code, "place": place, "messages": []}
    return render(request, "support/offline.html", context)


@require_safe
@unstored
def kept_cover(request: HttpRequest) -> HttpResponse:
    """The cover for a device to keep: without internet, the worker is who covers."""
    return cover(request) if is_for_keeping(request) else HttpResponseRedirect("/")
