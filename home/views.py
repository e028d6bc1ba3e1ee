"""Plain pages, the small files that machines ask for, and the pages for when something fails."""

import sys
from datetime import UTC, timedelta

from django.conf import settings
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_safe
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.languages import in_language, without_language
from core.middleware import busy_response, is_busy
from core.same_origin import is_same_origin, same_origin_form
from home.forms import SearchForm
from home.gallery import SAMPLES
from home.search import found
from organizations.rules import only_looks_after_a_school
from organizations.views import is_student, joined_already, signed_out
from upkeep.approving import KeptUntilMended
from users.doors import is_for_students

SECURITY_TXT_LASTS = timedelta(days=180)
# Pages of one person or one school. Nothing of help or lessons is among them.
OF_PEOPLE = ("/accounts/", "/join/", "/me/", "/quizzes/", "/school/", "/teach/")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", {"contact": settings.CONTACT_EMAIL})


@sensitive_post_parameters()
@same_origin_form
def search(request: HttpRequest) -> HttpResponse:
    """Lessons, stories, modules and courses by words; the words stand in no address and no log."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    is_asked = form.is_valid()
    context = {"form": form, "found": found(form.cleaned_data["words"]) if is_asked else None}
    status = 422 if form.is_bound and not is_asked else 200
    response = render(request, "home/search.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Programs stay away from what belongs to people, in every language."""
    own = [in_language(path, code) for code, _name in settings.LANGUAGES for path in OF_PEOPLE]
    context = {
        "disallowed": ["/cms/", "/exit/", *own],
        "sitemap": request.build_absolute_uri(reverse("machines:sitemap")),
    }
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
    if only_looks_after_a_school(request.user):
        return HttpResponseRedirect(reverse("administration:choose"))
    return HttpResponseRedirect(reverse("teaching:classes"))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with made-up inputs, for people who build pages."""
    shown = [
        (
            name,
            [render_to_string(f"components/{name}.html", sample, request) for sample in inputs],
        )
        for name, inputs in SAMPLES.items()
    ]
    return render(request, "home/gallery.html", {"shown": shown})


class SyncTranslations(UpdateTranslationsView):
    """Bring what changed to the translators. Publishing at once would mix two languages."""

    def get_form(self):
        form = super().get_form()
        form.fields["publish_translations"].disabled = True
        form.fields["publish_translations"].widget = HiddenInput()
        return form


def keep_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stand where a translation could be turned into an alias of its source.

    That would throw away its words and put those of the source in front of its readers at once,
    also for somebody who may not publish.
    """
    messages.error(request, _("A translation keeps its words. Unpublish it to take it away."))
    return redirect("wagtailadmin_pages:edit", page_id)


class PageApproval(KeptUntilMended, WorkflowActionView):
    """Wagtail's, which would publish a draft as it stands."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: say so, keep nothing from being sent again.

    Where a student's cookies are gone, session and token are: what our own page sent is kept. Who
    loads the page of their four words again has joined: signing in made a new token.
    """
    is_from_our_page = is_same_origin(request)
    if is_from_our_page and is_for_students(request.path) and not request.user.is_authenticated:
        return signed_out(request)
    if is_from_our_page and request.path == reverse("join:done") and is_student(request.user):
        return joined_already(request)
    return render(request, "403_csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Offer the same address in English where another language lacks the page."""
    in_english = without_language(request.path)
    context = {"in_english": in_english if in_english != request.path else ""}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that needs nothing to work; a busy database is asked again in a few seconds."""
    if is_busy(sys.exc_info()[1]):
        return busy_response()
    return HttpResponse(render_to_string("500.html"), status=500)
