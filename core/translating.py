"""What translators are asked for: words alone. Keys and addresses are the same everywhere."""

from wagtail import blocks
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


def the_same_everywhere(*names: str) -> list[SynchronizedField]:
    """Return, for `override_translatable_fields`, what a translation takes from its source."""
    return [SynchronizedField(name, overridable=False) for name in names]


def left_alone(*names: str) -> list[BaseTranslatableField]:
    """Return, for `override_translatable_fields`, what a translation has of its own."""
    return [BaseTranslatableField(name) for name in names]


class SameEverywhereBlock(blocks.CharBlock):
    """A text that no translator is asked for, such as the key by which a choice names a node."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value
