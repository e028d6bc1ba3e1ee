"""The site, and the smallest page there is: session and user, through every middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls as site
from config.urls import handler403, handler404, handler500


def who_am_i(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.username)


urlpatterns = [path("who-am-i/", who_am_i), *site.urlpatterns]
__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
