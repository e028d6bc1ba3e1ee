"""How translations hang together with what they translate, so that translators see what changed."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext
from wagtail.models import Locale, TranslatableMixin, get_translatable_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.loaded import Outcome
from courses.curriculum import COURSE, LESSON, MODULE
from courses.models import PARTS, CatalogPage, ModulePage
from home.models import HomePage
from labs.curriculum import SCENARIO
from labs.models import Scenario
from quizzes.curriculum import MISCONCEPTION, QUESTION, QUIZ, SKILL
from quizzes.models import Misconception, Question, Quiz, Skill
from support.models import FACTS
from upkeep.content_checks import blocking
from upkeep.panels import problems_of

# What files hold: the model of each kind, and the field that a loader calls it by.
LOADED = {
    **{kind.kind: (kind.model, "slug") for kind in (COURSE, MODULE, LESSON)},
    SKILL: (Skill, "key"),
    MISCONCEPTION: (Misconception, "key"),
    QUESTION: (Question, "key"),
    QUIZ: (Quiz, "key"),
    SCENARIO: (Scenario, "key"),
    **{kind.value: (model, "key") for kind, model in FACTS.items()},
}
WRITTEN = (Outcome.CREATED, Outcome.UPDATED)


def note_translations(done: list[tuple[str, str, Outcome]], language: str) -> None:
    """Tell the CMS which texts of a language translate which of the site's own.

    `done` is what a loader did. Without this translators would begin at nothing, and nobody could
    say which texts a change of the source leaves behind. Some queries for each text written.
    """
    if language == settings.LANGUAGE_CODE:
        return
    locale = Locale.objects.get(language_code=language)
    for instance in written(done, locale):
        source = instance.get_translation_or_none(Locale.get_default())
        if source is not None:
            note_translation(source, instance)


def written(done: list[tuple[str, str, Outcome]], locale: Locale) -> Iterator[TranslatableMixin]:
    """Yield what a loader has written in a language, the front pages too."""
    for model in (HomePage, CatalogPage):
        yield from model.objects.filter(locale=locale)
    for kind, key, outcome in done:
        if outcome in WRITTEN and kind in LOADED:
            model, name = LOADED[kind]
            yield from model.objects.filter(locale=locale, **{name: key.rpartition("/")[2]})


def note_translation(source: TranslatableMixin, instance: TranslatableMixin) -> None:
    """Pair the texts of `instance` with those of `source`, place by place."""
    of, _is_new = TranslationSource.update_or_create_from_instance(source)
    Translation.objects.get_or_create(source=of, target_locale=instance.locale)
    texts = texts_by_place(instance)
    places = defaultdict(list)
    for segment in of.stringsegment_set.select_related("context", "string").order_by("order"):
        places[segment.context.path].append(segment)
    for segment, text in pairs(places, texts):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=instance.locale,
            context=segment.context,
            defaults={"data": text},
        )


def pairs(places: dict[str, list], texts: dict[str, list[str]]) -> Iterator[tuple]:
    """Yield (segment, text) of the same place; what has other places goes by its order in a field.

    Items of a list in a file have no id, so their places are new with each load.
    """
    places, texts = (
        by_field_elsewhere(one, other) for one, other in ((places, texts), (texts, places))
    )
    for place, segments in places.items():
        if len(segments) == len(texts.get(place, [])):
            yield from zip(segments, texts[place], strict=True)


def by_field_elsewhere(found: dict[str, list], other: dict[str, list]) -> dict[str, list]:
    """Put what stands at no place of `other` together by its field."""
    known = {place: items for place, items in found.items() if place in other}
    for place, items in found.items():
        if place not in other:
            known.setdefault(f"in {place.partition('.')[0]}", []).extend(items)
    return known


def bring_to_translators(instance) -> None:
    """Show translators what changed in a text that was published. Two queries where nobody does."""
    if not isinstance(instance, TranslatableMixin):
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source and source.translations.filter(enabled=True).exists():
        source.update_from_db()


def give_parts(instance) -> None:
    """Let a translated module have the translations of its source's quiz, pre-check and scenario.

    `instance` is what was published: the module, or one of these. A part that somebody chose stays,
    and so does a draft. A few queries, for translations alone.
    """
    if not isinstance(instance, ModulePage | Quiz | Scenario) or is_source(instance):
        return
    source = instance.get_translation_or_none(Locale.get_default())
    if isinstance(instance, Quiz | Scenario):
        named = (
            Q(quiz=source) | Q(precheck=source)
            if isinstance(instance, Quiz)
            else Q(scenario=source)
        )
        source = source and ModulePage.objects.filter(named).first()
    module = source and source.get_translation_or_none(instance.locale)
    if module and module.live and not module.has_unpublished_changes:
        complete(module, source)


def is_source(instance: TranslatableMixin) -> bool:
    return instance.locale.language_code == settings.LANGUAGE_CODE


def complete(module: ModulePage, source: ModulePage) -> None:
    lacking = [name for name in PARTS if getattr(module, f"{name}_id") is None]
    parts = {
        name: part.get_translation_or_none(module.locale)
        for name in lacking
        if (part := getattr(source, name))
    }
    found = {name: part for name, part in parts.items() if part and part.live}
    for name, part in found.items():
        setattr(module, name, part)
    if found:
        module.save_revision().publish()


def behind_their_source() -> QuerySet[Translation]:
    """Return translations that lack texts of their source. One query.

    `missing` says how many texts, `target_pk` which thing they are missing in.
    """
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    missing = (
        StringSegment.objects.filter(~Exists(translated), source=OuterRef("source"))
        .order_by()
        .values("source")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Translation.objects.filter(enabled=True)
        .annotate(missing=Subquery(missing), target_pk=Coalesce(*targets()))
        .filter(missing__gt=0, target_pk__isnull=False)
        .select_related("source__specific_content_type", "target_locale")
        .order_by("target_locale", "source__object_repr")
    )


def targets() -> list[Subquery]:
    """Return where the text of a translation is, one search a kind of thing: one finds it."""
    return [
        Subquery(
            model.objects.filter(
                translation_key=OuterRef("source__object_id"), locale=OuterRef("target_locale")
            )
            .order_by()
            .values("pk")[:1]
        )
        for model in get_translatable_models()
    ]


def why_translation_waits(instance) -> list[str]:
    """Return why a translation may not be published as its texts are now: one line for each reason.

    Without its own text a place would be filled with that of the source. What is not translated in
    the CMS, or not translated at all, has no reason. Three queries and a few more.
    """
    if not isinstance(instance, TranslatableMixin):
        return []
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return []
    total, translated = translation.get_progress()
    if translated < total:
        words = ngettext(
            "%(n)d text is not translated yet. Publish it once it is.",
            "%(n)d texts are not translated yet. Publish it once they are.",
            total - translated,
        )
        return [words % {"n": total - translated}]
    if not hasattr(instance, "content_checks"):
        return []
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    return [problem.why for problem in blocking(problems_of(draft))]


def texts_by_place(instance: TranslatableMixin) -> dict[str, list[str]]:
    """Map each place of a translatable text to its pieces, in their order."""
    texts = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    return texts
