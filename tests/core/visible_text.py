"""What a reader sees of HTML, as an oracle that shares no code with the product."""

import unicodedata

from bs4 import BeautifulSoup, NavigableString

Sign = tuple[str, bool, bool, str | None]


def visible(html: str) -> list[Sign]:
    """Return every visible character: itself, whether bold, whether italic, where it leads."""
    found = []
    for node in BeautifulSoup(f"<div>{html}</div>", "html.parser").div.descendants:
        if not isinstance(node, NavigableString):
            continue
        tags = {{"strong": "b", "em": "i"}.get(tag.name, tag.name) for tag in node.parents}
        address = next((link["href"] for link in node.find_parents("a")), None)
        found += [(sign, "b" in tags, "i" in tags, address) for sign in node if is_visible(sign)]
    return found


def is_visible(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cs"}
