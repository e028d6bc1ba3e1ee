"""What the CMS as a whole leaves out, and the one thing it refuses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from home.desk import may_be_deleted

# Lessons have drawings of their own and no downloads; Wagtail needs the apps, editors do not.
UNUSED = {"images", "documents"}
DELETE = "delete"


@hooks.register("construct_main_menu")
def leave_out_unused_menus(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_search")
def leave_out_unused_searches(request: HttpRequest, areas: list) -> None:
    areas[:] = [area for area in areas if area.name not in UNUSED]


@hooks.register("construct_homepage_summary_items")
def leave_out_unused_counts(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_help_menu")
def leave_out_news(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("before_delete_page")
def keep_published_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_published_pages(request, action_type: str, objects: list, action) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    return refusal(request, pages) if action_type == DELETE else None


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
