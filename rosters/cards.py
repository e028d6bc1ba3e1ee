"""Join cards: sheets of eight, and the address of coming back as a QR code."""

from collections.abc import Sequence

import segno
from django.utils.safestring import SafeString, mark_safe

from organizations.actions import Joined

ON_A_SHEET = 8


def sheets(cards: Sequence[Joined]) -> list[list[Joined]]:
    """Return the cards eight by eight, as they are printed."""
    return [list(cards[place : place + ON_A_SHEET]) for place in range(0, len(cards), ON_A_SHEET)]


def qr_code(address: str) -> SafeString:
    """Draw an address as a QR code, dark on light in every theme. It holds nothing else."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass="join-card__qr", lineclass=None
    )
    return mark_safe(drawing)
