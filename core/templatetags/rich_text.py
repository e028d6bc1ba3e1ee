"""The one place where rich text becomes a page: everything Wagtail shows passes through here.

`templates/wagtailcore/shared/richtext.html` takes the place of Wagtail's own template, so neither a
block, a pinned question version, an old revision nor a preview has a way around the cleaning.
"""

from django import template
from django.utils.html import SafeString, escape
from django.utils.safestring import mark_safe

from core.sanitizing import TooLongError, clean_rich_text

register = template.Library()


@register.filter
def cleaned(html: str) -> SafeString:
    """Return expanded rich text with nothing left but plain tags and safe links.

    A text too long to clean, which no form accepts, is shown as it was typed.
    """
    try:
        return mark_safe(clean_rich_text(html))
    except TooLongError:
        return escape(html)
