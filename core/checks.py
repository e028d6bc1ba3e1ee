"""House rules that Django's own checks enforce at start."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator


@register(Tags.models)
def non_editorial_models_stay_out_of_the_reference_index(app_configs, **kwargs):
    """Decision 29: else every answer would be indexed, and learners appear in usage lists."""
    return [
        Error(
            f"{model._meta.label} is not editorial and must set wagtail_reference_index_ignore.",
            id="marram.E001",
        )
        for model in apps.get_models()
        if model._meta.app_label in settings.ROOMS
        and not is_editorial(model)
        and not getattr(model, "wagtail_reference_index_ignore", False)
    ]


def is_editorial(model) -> bool:
    """Whether editors write rows of this model: pages, snippets, settings and their parts."""
    return hasattr(model, "translation_key") or getattr(model, "is_part_of_editorial", False)


@register(Tags.security, deploy=True)
def contact_can_be_written_to(app_configs, **kwargs):
    """The plain pages and security.txt name this address: on a real site a mail gets there."""
    try:
        EmailValidator(allowlist=[])(settings.CONTACT_EMAIL)
    except ValidationError:
        return [
            Error(
                f"CONTACT_EMAIL is {settings.CONTACT_EMAIL!r}, which nobody can write to.",
                hint="Set it to the bare address of the people who run this site.",
                id="marram.E002",
            )
        ]
    return []
