"""What translators are asked for: words alone. Keys and addresses are the same everywhere, and the
sources are not theirs.
"""

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.db.models import Model
from wagtail import blocks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


def the_same_everywhere(*names: str) -> list[SynchronizedField]:
    """Return, for `override_translatable_fields`, what a translation takes from its source."""
    return [SynchronizedField(name, overridable=False) for name in names]


def left_alone(*names: str) -> list[BaseTranslatableField]:
    """Return, for `override_translatable_fields`, what a translation has of its own."""
    return [BaseTranslatableField(name) for name in names]


def is_kept_from(user, instance: Model) -> bool:
    """Whether this is a source that somebody only translates: they may change it in no language
    but theirs, and may add nothing. Rights to a page go by its place in the tree instead.
    """
    if isinstance(instance, Page) or not isinstance(instance, TranslatableMixin):
        return False
    is_source = instance.locale.language_code == settings.LANGUAGE_CODE
    add = f"{instance._meta.app_label}.{get_permission_codename('add', instance._meta)}"
    return is_source and not user.has_perm(add)


class SameEverywhereBlock(blocks.CharBlock):
    """A text that no translator is asked for, such as the key by which a choice names a node."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value
