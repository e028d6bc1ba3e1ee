"""What the CMS as a whole leaves out, and what it refuses."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.fields import StreamField
from wagtail.models import Page

from home.desk import may_be_deleted

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
    unfinished = next((page for page in pages if not is_whole(page)), None)
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


def is_whole(page: Page) -> bool:
    """Whether the form of this page would let it be published."""
    try:
        page.full_clean()
        for field in page._meta.fields:
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))
    except ValidationError:
        return False
    return True


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
