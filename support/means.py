"""One way to reach a service: what its button says, where it leads, and when it cannot be right."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from core.curriculum_files import is_one_line
from support.enums import MeansKind

NUMBER = re.compile(r"[0-9+*# ]+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Three or more digits, as short numbers have, spaces and hyphens between them or not.
LIKE_A_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){2,}")
NO_BREAK = "\u00a0"
DIALED = (MeansKind.PHONE, MeansKind.SMS)


@dataclass(frozen=True)
class Means:
    """`label` says what to do in words; the number stands in `number` alone, so it is never stale
    in one of two places. `number` is for phone and sms (and chat apps), `address` for the rest.
    """

    kind: str
    label: str
    number: str = ""
    address: str = ""

    @property
    def unbroken_number(self) -> str:
        """Return the number as a page shows it, never broken over two lines."""
        return self.number.replace(" ", NO_BREAK)

    @property
    def href(self) -> str:
        """Return the link, or "" where no link exists, as for a number in a chat app."""
        if self.kind in DIALED:
            scheme = "tel" if self.kind == MeansKind.PHONE else "sms"
            return f"{scheme}:{quote(self.number.replace(' ', ''), safe='+*')}"
        return f"mailto:{self.address}" if self.kind == MeansKind.EMAIL else self.address

    @property
    def is_call(self) -> bool:
        return self.kind == MeansKind.PHONE


def why_means_does_not_fit(means: Means) -> str:
    """Return why these means cannot be right, or ""."""
    if means.kind not in MeansKind.values:
        return _("“%(kind)s” is no kind of means.") % {"kind": means.kind}
    if not means.label.strip():
        return _("Say in words what to do, for example “Call”.")
    if not is_one_line(means.label):
        return _("Write the words in one line.")
    if any(map(str.isdigit, means.label)):
        return _("A number stands in its own field, never in the words before it.")
    if means.number and not NUMBER.fullmatch(means.number):
        return _("A number may hold digits, spaces, +, * and # only.")
    return why_target_does_not_fit(means)


def why_target_does_not_fit(means: Means) -> str:
    """Return why number and address do not suit the kind, or ""."""
    if means.kind in DIALED:
        is_fine = any(map(str.isdigit, means.number)) and not means.address
        return "" if is_fine else _("A call or text message needs a number and no address.")
    if means.kind == MeansKind.EMAIL:
        is_fine = EMAIL.fullmatch(means.address) and not means.number
        return "" if is_fine else _("An email needs an email address and no number.")
    if means.kind == MeansKind.CHAT and means.number and not means.address:
        return ""
    is_fine = is_web_address(means.address) and not means.number
    return "" if is_fine else _("A website or chat needs an address that starts with https://.")


def is_web_address(address: str) -> bool:
    """Whether this is a whole web address, with a scheme and a host."""
    is_web = address.startswith(("https://", "http://"))
    return is_web and not any(map(str.isspace, address)) and host_of(address) != ""


def host_of(address: str) -> str:
    """Return the host of an address, or "" where there is none to be made out."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def names_a_number(text: str) -> bool:
    """Whether a text seems to hold a phone number, which then nobody would keep true."""
    return LIKE_A_NUMBER.search(text) is not None
