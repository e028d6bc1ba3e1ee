"""What every response passes: language, a busy database, saved data, the security policy."""

import logging

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.languages import EXIT, language_of

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5
METHOD_NOT_ALLOWED = 405

# Wagtail's admin writes inline scripts and styles; only staff ever meet it.
CMS_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}


class LanguageMiddleware:
    """Speak the language of the address; Django's own would go by what the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        if request.path_info.startswith(EXIT):
            patch_vary_headers(response, ["Accept-Language"])
        return response


class DatabaseBusyMiddleware:
    """Answer 503 with Retry-After when the database is locked, gone or out of connections.

    It stands before all that asks the database, as sessions and sign-in fail before any view does
    (decision 34); only the language of the page is chosen earlier. The page says that nothing is
    lost: the browser keeps what was typed and sends it again on reload.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return busy_response() if is_busy(exception) else None


def is_busy(exception: BaseException | None) -> bool:
    """Whether the database was locked, gone or full, rather than asked something impossible."""
    return isinstance(exception, OperationalError) and "no such" not in str(exception)


def busy_response() -> HttpResponse:
    """Return the page for a busy database; it needs neither database nor session.

    The 500 handler uses it too: an error in the session's own write never reaches a middleware.
    """
    logger.warning("The database did not answer in time; a request was asked to try again.")
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


class WrongMethodMiddleware:
    """Give a 405 a page: a browser shows an error of its own, without our way to help and out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page


class SaveDataMiddleware:
    """Say that pages differ for readers who save data: theirs ask for no fonts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Save-Data"])
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, a looser one for the CMS, which needs it."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/cms/"):
            parts.config = CMS_POLICY
        if not report_only and getattr(request, "is_preview", False):
            # An editor's preview: a learner's page, strict as ever, in a frame of the CMS.
            parts.replace = {"frame-ancestors": [SELF]}
        return parts
