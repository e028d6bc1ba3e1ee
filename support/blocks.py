"""The means of a helpline, as editors write them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from support.enums import MeansKind
from support.means import NUMBER, Means, why_means_does_not_fit


class MeansValue(blocks.StructValue):
    """A means block as templates and components read it."""

    @property
    def means(self) -> Means:
        return Means(
            **{name: self.get(name) or "" for name in ("kind", "label", "number", "address")}
        )


class MeansBlock(blocks.StructBlock):
    """One button: what it says, and the number or address behind it."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=MeansKind.choices)
    label = blocks.CharBlock(
        label=_("Words before the number"),
        max_length=80,
        help_text=_("For example “Call”, “Text HOME to” or “Chat on their website”. No digits."),
    )
    number = blocks.RegexBlock(
        label=_("Number"),
        regex=rf"^{NUMBER.pattern}$",
        required=False,
        error_messages={"invalid": _("Digits, spaces, +, * and # only.")},
    )
    address = blocks.CharBlock(label=_("Web or email address"), max_length=300, required=False)

    class Meta:
        icon = "mail"
        label = _("Way to reach them")
        label_format = "{label} {number}"
        value_class = MeansValue

    def clean(self, value):
        cleaned = super().clean(value)
        refusal = why_means_does_not_fit(cleaned.means)
        if refusal:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(refusal, code="means")]
            )
        return cleaned
