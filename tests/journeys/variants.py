"""The settings in which every whole journey has to work."""

import pytest

from tests.pseudo_locale import ENGLISH_WORDS

VARIANTS = {
    "phone": {},
    "no-js": {"js": False},
    "320px": {"width": 320},
    "dark": {"dark": True},
    "rtl": {"language": ENGLISH_WORDS},
}

# A teacher sits at a desk, and now and then has only a small phone at hand.
DESK = {"width": 1366, "height": 768}
DESK_VARIANTS = {
    "desk": DESK,
    "no-js": DESK | {"js": False},
    "320px": {"width": 320},
    "dark": DESK | {"dark": True},
    "rtl": DESK | {"language": ENGLISH_WORDS},
}

every_variant = pytest.mark.parametrize("variant", VARIANTS)
every_desk_variant = pytest.mark.parametrize("variant", DESK_VARIANTS)
