"""Blocks of more than one room: rich text of a few features with safe links, and messages."""

import re
from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.sanitizing import MAX_LENGTH, is_allowed_href

EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class ProseBlock(blocks.RichTextBlock):
    """Rich text that refuses, beside the field, what a page would not show.

    This tells an editor in time; what keeps learners safe is the cleaning of what is shown (see
    `core.templatetags.rich_text`).
    """

    def __init__(self, **kwargs):
        super().__init__(features=RICH_TEXT_FEATURES, validators=[check_prose], **kwargs)

    def clean(self, value):
        # An untouched editor sends an empty paragraph, which Wagtail counts as a text.
        return super().clean(value if read(value.source).has_words else RichText(""))


def stored_html(text: RichText | None) -> str:
    """Return rich text as it is stored, without the numbers of the editor's screen; "" for none.

    Each opening of that screen gives the paragraphs other ones.
    """
    return EDITOR_KEY.sub("", text.source) if text else ""


def check_prose(html: str) -> None:
    """Raise ValidationError where stored HTML is too long or links to more than pages and https."""
    if len(html) > MAX_LENGTH:
        raise ValidationError(_("This text is too long. Split it into several blocks."))
    if not read(html).has_safe_links:
        raise ValidationError(
            _("A link goes to a page of this site or to an address that starts with https://.")
        )


def read(html: str) -> "_Reader":
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Notes whether HTML says anything, and whether each link may stay as it is stored."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.has_words = False
        self.has_safe_links = True

    def handle_data(self, data):
        self.has_words = self.has_words or bool(data.strip())

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            about = dict(attrs)
            # Wagtail stores a link to a page as the number of the page.
            is_page = about.get("linktype") == "page"
            self.has_safe_links &= is_page or is_allowed_href(about.get("href") or "")


class KeyChoiceBlock(blocks.ChoiceBlock):
    """A record by its key. Keys are text, so reading content never asks for the list of records."""

    def normalize_choice(self, value):
        return value


class MessageBlock(blocks.StructBlock):
    """One message of a thread; the end is the side of whoever reads."""

    sender = blocks.CharBlock(label=_("From"), max_length=30)
    side = blocks.ChoiceBlock(
        label=_("Side"), choices=[("start", _("Start")), ("end", _("End"))], default="start"
    )
    text = blocks.CharBlock(label=_("Message"), max_length=200)

    class Meta:
        label_format = "{sender}: {text}"
