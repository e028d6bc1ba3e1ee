"""Every address of Marram: rooms first, Wagtail's pages last."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    # The CMS has no sign-in form of its own: allauth's limits and rules hold there too.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.account.urls")),
    path("join/", include("organizations.urls")),
    path("help/", include("support.urls")),
    path("exit/", include("support.exit_urls")),
    path("", include("support.worker_urls")),
    path("learn/", include("courses.urls")),
    path("quizzes/", include("quizzes.urls")),
    path("me/", include("progress.urls")),
    path("teach/", include("teaching.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]

handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) + urlpatterns
