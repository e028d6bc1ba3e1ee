"""Publishing anything in the CMS raises the epoch, inside the publishing transaction."""

from django.dispatch import receiver
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from core.epoch import bump_epoch


@receiver([published, unpublished, page_published, page_unpublished, post_page_move])
def raise_epoch(sender, **kwargs):
    """Wagtail sends these for pages and for every snippet with drafts."""
    bump_epoch()
