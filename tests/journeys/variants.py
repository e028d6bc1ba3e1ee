"""The settings in which every whole journey has to work.

Two that have nothing to do with each other share a run: a fault of either shows in it.
"""

import pytest

from tests.pseudo_locale import ENGLISH_WORDS

VARIANTS = {
    "phone": {},
    "no-js-320px": {"js": False, "width": 320},
    "dark-rtl": {"dark": True, "language": ENGLISH_WORDS},
}

# A teacher sits at a desk, and now and then has only a small phone at hand.
DESK = {"width": 1366, "height": 768}
DESK_VARIANTS = {
    "desk": DESK,
    "no-js": DESK | {"js": False},
    "320px": {"width": 320},
    "dark-rtl": DESK | {"dark": True, "language": ENGLISH_WORDS},
}

every_variant = pytest.mark.parametrize("variant", VARIANTS)
every_desk_variant = pytest.mark.parametrize("variant", DESK_VARIANTS)
