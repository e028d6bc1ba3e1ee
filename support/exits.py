"""Quick exit: the cookie that hides what was open, and who else it signs out (decisions 16, 17)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organizations.middleware import IDLE_COOKIE

# A name that says nothing, for whoever looks through the cookies of this computer.
HIDING_COOKIE = "v"
HIDING = "1"
HIDING_SECONDS = 15 * 60


def is_hiding(request: HttpRequest) -> bool:
    """Whether somebody left this browser by Quick exit in the last 15 minutes."""
    return request.COOKIES.get(HIDING_COOKIE) == HIDING


def start_hiding(request: HttpRequest, response: HttpResponse) -> None:
    """Hide pages for 15 minutes; on a shared computer end the session in this browser as well."""
    response.set_cookie(
        HIDING_COOKIE,
        HIDING,
        max_age=HIDING_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    if IDLE_COOKIE in request.COOKIES:
        response.delete_cookie(IDLE_COOKIE, samesite="Lax")
        response.delete_cookie(
            settings.SESSION_COOKIE_NAME,
            path=settings.SESSION_COOKIE_PATH,
            domain=settings.SESSION_COOKIE_DOMAIN,
            samesite=settings.SESSION_COOKIE_SAMESITE,
        )


def stop_hiding(response: HttpResponse) -> None:
    response.delete_cookie(HIDING_COOKIE, samesite="Lax")
