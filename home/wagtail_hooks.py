"""What the CMS as a whole leaves out, and what it refuses."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from core.translating import is_kept_from
from home.dashboard import GapsPanel, QuestionsPanel, ReviewByPanel, TranslationsPanel
from home.desk import may_be_deleted
from home.translating import why_translation_waits
from home.views import SyncTranslations, keep_translation
from upkeep.approving import why_kept

# Lessons have drawings of their own and no downloads; Wagtail needs the apps, editors do not.
UNUSED = {"images", "documents"}
DELETE, PUBLISH = "delete", "publish"


@hooks.register("construct_main_menu")
def leave_out_unused_menus(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_search")
def leave_out_unused_searches(request: HttpRequest, areas: list) -> None:
    areas[:] = [area for area in areas if area.name not in UNUSED]


@hooks.register("construct_homepage_summary_items")
def leave_out_unused_counts(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_homepage_panels")
def show_what_waits_to_be_mended(request: HttpRequest, panels: list) -> None:
    panels += [ReviewByPanel(), QuestionsPanel(), TranslationsPanel(), GapsPanel()]


@hooks.register("construct_help_menu")
def leave_out_news(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("before_edit_snippet")
def keep_sources_from_translators(request: HttpRequest, instance) -> None:
    if is_kept_from(request.user, instance):
        raise PermissionDenied


@hooks.register("register_admin_urls", order=-1)
def bring_changes_to_translators_alone() -> list:
    """Stand before the views of wagtail-localize that publish what nobody translated."""
    return [
        path("localize/update/<int:translation_source_id>/", SyncTranslations.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", keep_translation),
    ]


@hooks.register("insert_global_admin_css")
def hide_what_is_refused() -> str:
    """Take the biggest button off the form of a translation: see `keep_translation`."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def publish_whole_translations_only(request: HttpRequest, instance) -> HttpResponse | None:
    """Refuse to publish a translation that has texts of its source in it, or may not be read."""
    if request.method != "POST" or request.POST.get("action") != PUBLISH:
        return None
    refusals = why_translation_waits(instance)
    for words in refusals:
        messages.error(request, words)
    return redirect(request.path) if refusals else None


@hooks.register("before_delete_page")
def keep_published_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_published_pages(request, action_type: str, objects: list, action) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    return refusal(request, pages) if action_type == DELETE else None


@hooks.register("before_bulk_action")
def publish_whole_pages_only(
    request, action_type: str, objects: list, action
) -> HttpResponse | None:
    """Refuse to publish several pages at once where one is unfinished.

    A draft may lack what a published page needs. The form of one page asks for it; Wagtail's action
    on many would publish the draft as it stands.
    """
    if action_type != PUBLISH:
        return None
    pages = [page for item in objects if isinstance(item, Page) for page in drafts_under(item)]
    unfinished = next((page for page in pages if why_kept(page)), None)
    if unfinished is None:
        return None
    messages.error(
        request,
        _("“%(title)s” is not finished. Publish it by itself: its form says what is missing.")
        % {"title": unfinished.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", unfinished.get_parent().pk)


def drafts_under(page: Page) -> list[Page]:
    """Return the newest drafts of a page and of what is below it and not public."""
    below = page.get_descendants().not_live().specific()
    return [one.get_latest_revision_as_object() for one in (page.specific, *below)]


def refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """Return the way back to the explorer where one of the pages has to stay, else None."""
    kept = next((page for page in pages if not may_be_deleted(page)), None)
    if kept is None:
        return None
    messages.error(
        request,
        _("“%(title)s” was published before, and classes may use it. Unpublish it instead.")
        % {"title": kept.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", kept.get_parent().pk)
