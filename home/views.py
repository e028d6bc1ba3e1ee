"""Plain pages, the small files that machines ask for, and the pages for when something fails."""

import sys
from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from core.middleware import busy_response, is_busy
from core.same_origin import is_same_origin
from organizations.views import signed_out
from users.doors import is_for_students

SECURITY_TXT_LASTS = timedelta(days=180)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("home:sitemap"))}
    return render(request, "home/robots.txt", context, content_type="text/plain")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); it expires by itself where nobody runs the site."""
    expires = (timezone.now() + SECURITY_TXT_LASTS).astimezone(UTC)
    context = {
        "contact": settings.CONTACT_EMAIL,
        "expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "home/security.txt", context, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here for a page without a link to the icon, such as a text file."""
    return HttpResponseRedirect(static("img/favicon.svg"))


@require_GET
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send each person to the page their work starts on."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    if request.user.is_student:
        return HttpResponseRedirect(reverse("progress:my_learning"))
    if request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    return HttpResponseRedirect(reverse("teaching:classes"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: say so, keep nothing from being sent again.

    Where a student's cookies are gone, session and token are: what our own page sent is kept.
    """
    is_from_our_page = is_for_students(request.path) and is_same_origin(request)
    if is_from_our_page and not request.user.is_authenticated:
        return signed_out(request)
    return render(request, "403_csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that needs nothing to work; a busy database is asked again in a few seconds."""
    if is_busy(sys.exc_info()[1]):
        return busy_response()
    return HttpResponse(render_to_string("500.html"), status=500)
