"""What editors fill in beside plain fields: means, conditions, references to records."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.translating import SameEverywhereBlock
from support.enums import (
    App,
    Country,
    MeansKind,
    PlanAge,
    PlanDanger,
    PlanDemand,
    PlanSpread,
    PlanTrack,
    Purpose,
    Recipient,
    Sender,
)
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
    address = SameEverywhereBlock(
        label=_("Web or email address"), max_length=300, required=False, default=""
    )

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


def several(label, choices, **kwargs) -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        search_index=False,
        **kwargs,
    )


class ConditionBlock(blocks.StructBlock):
    """Answers for which a plan step is offered: every line that is filled must fit."""

    danger = several(_("Someone may get hurt"), PlanDanger.choices)
    track = several(_("What fits"), PlanTrack.choices)
    age = several(_("Age in the picture"), PlanAge.choices)
    spread = several(_("How far it has gone"), PlanSpread.choices)
    demand = several(_("Asked for something"), PlanDemand.choices)
    apps = several(_("Where it is: any of these"), App.choices)
    country = several(_("Country"), Country.choices)

    class Meta:
        icon = "list-ul"
        label = _("Offered when")


class LetterConditionBlock(blocks.StructBlock):
    """Choices for which a clause stands in a letter: every line that is filled must fit."""

    recipient = several(_("To whom"), Recipient.choices)
    sender = several(_("From whom"), Sender.choices)
    age = several(_("Age in the picture"), PlanAge.choices)
    country = several(_("Country"), Country.choices)
    has_cases = several(_("Case numbers"), [("yes", _("Given")), ("no", _("None"))])

    class Meta:
        icon = "list-ul"
        label = _("Used when")


class ServicesBlock(blocks.StreamBlock):
    """Kinds of service whose live records of the country are shown with a step."""

    purpose = blocks.ChoiceBlock(label=_("Kind of service"), choices=Purpose.choices)

    class Meta:
        required = False


class FactsBlock(blocks.StreamBlock):
    """References to records; Wagtail's reference index finds them again as "where used"."""

    helpline = SnippetChooserBlock("support.Helpline", label=_("Helpline"))
    law = SnippetChooserBlock("support.LawFact", label=_("Law"))
    app = SnippetChooserBlock("support.AppRoute", label=_("App route"))

    class Meta:
        required = False
