"""What may stay in rich text that a person typed: a few plain tags, and links safe to follow.

Bleach does the parsing and the stripping; the rule for links is our own, because bleach lets a
forbidden scheme through when only digits follow its colon.
Texts are cleaned where they are shown (ADR 0012).
"""

import re
from html import unescape

import bleach

ALLOWED_TAGS = frozenset({"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"})

# Parsing deeply nested lists takes quadratic time: 20,000 characters stay near one second.
MAX_LENGTH = 20_000

# A path of this site ("//host" and "/\host" are other sites to a browser), or an https address
# with a plain host: no user name in front of it, and only characters that an address may hold.
_ADDRESS_CHARACTERS = r"[\w\-.~:/?#\[\]@!$&'()*+,;=%]*"
_ALLOWED_HREF = re.compile(
    rf"/(?!/){_ADDRESS_CHARACTERS}"
    rf"|https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{{1,5}})?"
    rf"(?:[/?#]{_ADDRESS_CHARACTERS})?"
)
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>")
_ANY_TAG = re.compile(r"<[^>]*>")


class TooLongError(ValueError):
    """The text is longer than MAX_LENGTH characters; forms refuse it before it comes here."""


def is_allowed_href(href: str) -> bool:
    """Whether a link may point to href: a path of this site ("/…") or an address with https://."""
    return _ALLOWED_HREF.fullmatch(href) is not None


def clean_rich_text(html: str) -> str:
    """Return html with nothing left but the allowed tags and links.

    Other tags, all other attributes and comments go; the words inside stay, those of a script
    too, as harmless text. A link to a forbidden address stays as an anchor that leads nowhere,
    and so does Wagtail's own `linktype`: expand those links first. Raises TooLongError.
    """
    if len(html) > MAX_LENGTH:
        raise TooLongError(f"the text has {len(html)} characters; at most {MAX_LENGTH} are allowed")
    return bleach.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=_is_allowed_attribute,
        protocols={"https"},
        strip=True,
        strip_comments=True,
    )


def plain_text(html: str) -> str:
    """Return the words of html, one line for each paragraph or list item, without markup.

    Raises TooLongError.
    """
    lines = _BLOCK_TAG.split(" ".join(clean_rich_text(html).split()))
    texts = (" ".join(unescape(_ANY_TAG.sub("", line)).split()) for line in lines)
    return "\n".join(text for text in texts if text)


def _is_allowed_attribute(tag: str, name: str, value: str) -> bool:
    # Bleach hands over the value as it was written, and the browser reads it unescaped.
    return tag == "a" and name == "href" and is_allowed_href(unescape(value))
