"""Canaries: a word in every text that belongs to a school, to see where it turns up.

What belongs to a school is found by the relations of the database, so a new model or field is
reached without anybody thinking of it.
"""

from collections import defaultdict
from itertools import count

from django.conf import settings
from django.db import IntegrityError, models, transaction

from organizations.models import Organization
from users.models import User

CANARY = "Zugvogel"
# Keys that have a form of their own, and are no text of anybody.
NO_TEXTS = {"password", "code_key", "nickname_key", "roster_key", "time_zone"}


def belongings(school: Organization) -> dict[type[models.Model], set[int]]:
    """Return the keys of all rows of our rooms that hang on a school, by model."""
    found = defaultdict(set, {Organization: {school.pk}})
    waiting = [(Organization, {school.pk})]
    while waiting:
        model, keys = waiting.pop()
        for other, more in [*pointing_at(model, keys), *people_of(model, keys)]:
            new = more - found[other]
            found[other] |= new
            if new:
                waiting.append((other, new))
    return found


def pointing_at(model, keys: set[int]):
    """Yield what of our rooms points at these rows."""
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other._meta.app_label in settings.ROOMS and not relation.many_to_many:
            rows = other._base_manager.filter(**{f"{relation.field.name}__in": keys})
            yield other, set(rows.values_list("pk", flat=True))


def people_of(model, keys: set[int]):
    """Yield the people whom a model of belonging, such as a membership, names."""
    for field in model._meta.get_fields():
        if model is not User and field.many_to_one and field.related_model is User:
            rows = model._base_manager.filter(pk__in=keys).exclude(**{field.name: None})
            yield User, set(rows.values_list(field.name, flat=True))


def release_canaries(school: Organization) -> int:
    """Write a word of its own into every text of a school; return how many these are."""
    numbers = count(1)
    return sum(
        write(model, key, field, f"{CANARY}-{next(numbers)}")
        for model, keys in belongings(school).items()
        for field in texts_of(model)
        for key in sorted(keys, key=str)
    )


def texts_of(model) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in NO_TEXTS
        and not isinstance(field, models.SlugField)
        and (field.max_length or 1000) >= len(CANARY) + 6
    ]


def write(model, key, field: models.Field, word: str) -> bool:
    """Write a word, unless a rule of the database holds against it."""
    is_address = isinstance(field, models.EmailField)
    word = f"{word}@marram.invalid" if is_address else word
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=key).update(**{field.name: word}))
    except IntegrityError:
        return False
