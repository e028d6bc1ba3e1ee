"""Every address of Marram: rooms first, Wagtail's pages last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from home.views import PageApproval

urlpatterns = [
    # The CMS has no sign-in form of its own: allauth's limits and rules hold there too.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Wagtail asks no hook before a page is approved outside its form, so ours stands before it.
    path(
        "cms/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(require_admin_access(PageApproval.as_view())),
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("exit/", include("support.exit_urls")),
    path("", include("support.worker_urls")),
    path("", include("home.machine_urls")),
    # What people read has a language; English stands at the addresses without one.
    *i18n_patterns(
        path("accounts/", include("allauth.account.urls")),
        path("join/", include("organizations.urls")),
        path("review/", include("upkeep.review_urls")),
        path("help/", include("support.urls")),
        path("learn/", include("courses.urls")),
        path("scenes/", include("labs.urls")),
        path("quizzes/", include("quizzes.urls")),
        path("me/", include("progress.urls")),
        path("teach/", include("teaching.urls")),
        path("teach/", include("insight.urls")),
        path("teach/", include("handouts.urls")),
        path("school/", include("administration.urls")),
        path("", include("home.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns = [
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
        path("", include("home.gallery_urls")),
        *urlpatterns,
    ]
