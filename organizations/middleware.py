"""Doors that depend on who somebody is: the CMS and staff accounts, and shared computers."""

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from core.languages import without_language

CMS_PREFIX = "/cms/"
STAFF_ONLY_PREFIXES = (CMS_PREFIX, "/accounts/")
OPEN_TO_STUDENTS = ("/accounts/login/", "/accounts/logout/")

# On a shared computer a session ends with the browser and after 30 idle minutes. The moment of the
# last page lives in a signed cookie that learner pages renew: no database write (decision 9).
IDLE_COOKIE = "idle"
IDLE_SECONDS = 30 * 60
THE_SAME_FOR_ALL = ("/help/", "/exit/", "/static/", "/sw.js")


class CmsGateMiddleware:
    """Answer 403 to a student at a staff door, and to anybody at the CMS who is no editor.

    Without it a signed-in person who may not use the CMS is sent to sign-in, which sends them back,
    without end; and allauth's own pages would let a student type in an e-mail address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = without_language(request.path_info)
        is_staff_door = path.startswith(STAFF_ONLY_PREFIXES) and path not in OPEN_TO_STUDENTS
        if is_staff_door and request.user.is_authenticated and not may_enter(request.user, path):
            raise PermissionDenied
        return self.get_response(request)


def may_enter(user, path: str) -> bool:
    """Whether a signed-in person may pass this staff door."""
    if path.startswith(CMS_PREFIX):
        return not user.is_student and user.has_perm("wagtailadmin.access_admin")
    return not user.is_student


def is_the_same_for_all(request: HttpRequest) -> bool:
    """Whether this is an address at which nobody is asked who they are, in any language."""
    return without_language(request.path_info).startswith(THE_SAME_FOR_ALL)


class SignedInPagesMiddleware:
    """Keep the pages of whoever is signed in out of every store of the browser.

    The next person at this device presses Back after sign-out and sees nothing of them. Pages of
    help and exit are the same for everybody and never ask who somebody is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_the_same_for_all(request) or not request.user.is_authenticated:
            return response
        if response.get("Content-Type", "").startswith("text/html"):
            response["Cache-Control"] = "no-store"
        return response


class SharedDeviceMiddleware:
    """Sign out whoever left a shared computer for 30 minutes; renew the time while they work."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if IDLE_COOKIE not in request.COOKIES or is_the_same_for_all(request):
            return self.get_response(request)
        is_current = has_been_active(request)
        if not is_current:
            logout(request)
        response = self.get_response(request)
        if is_current and request.user.is_authenticated:
            note_activity(response)
        elif not is_current and IDLE_COOKIE not in response.cookies:
            # Whoever came back with this very request has a new one, and keeps it.
            response.delete_cookie(IDLE_COOKIE, samesite="Lax")
        return response


def has_been_active(request: HttpRequest) -> bool:
    """Whether the last page on this shared computer was opened in the last 30 minutes."""
    try:
        signing.TimestampSigner(salt=IDLE_COOKIE).unsign(
            request.COOKIES[IDLE_COOKIE], max_age=IDLE_SECONDS
        )
    except signing.BadSignature:
        return False
    return True


def note_activity(response: HttpResponse) -> None:
    """Start or renew the 30 minutes; the cookie itself ends with the browser."""
    response.set_cookie(
        IDLE_COOKIE,
        signing.TimestampSigner(salt=IDLE_COOKIE).sign("1"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
