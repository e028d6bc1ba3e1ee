"""Translators: what is paired, what changed in the source, and what they may not touch."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from home.dashboard import translations_behind
from home.desk import ensure_desk_groups
from home.front_door import ensure_front_door
from home.translating import note_translation
from tests import factories
from tests.cms.editing import edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish(db):
    ensure_front_door("es")
    ensure_desk_groups()
    return Locale.objects.get(language_code="es")


@pytest.fixture
def pair(lesson, spanish):
    """A lesson and its translation, each text of which is paired."""
    translation = lesson.copy_for_translation(spanish, copy_parents=True)
    translation.title, translation.heading = "Preguntar", "Cómo preguntar"
    translation.save_revision().publish()
    note_translation(lesson, translation)
    return lesson, translation


def missing() -> list[tuple[str, int]]:
    return [(behind.title, behind.missing) for behind in translations_behind()]


def test_paired_translation_is_up_to_date(pair):
    total, translated = Translation.objects.get().get_progress()
    assert total == translated > 5
    assert missing() == []


def test_published_change_of_the_source_waits_for_translators_alone(pair, client):
    lesson, translation = pair
    lesson.heading = "Another heading"
    lesson.steps[0].value["title"] = "Another step"
    lesson.save_revision()
    assert missing() == []
    lesson.get_latest_revision().publish()
    assert missing() == [(lesson.title, 2)]
    page = BeautifulSoup(client.get(translation.step_url(1)).content, "html.parser")
    assert "Another" not in page.text


def test_first_page_of_the_cms_names_what_changed_to_translators(pair, client, cast):
    lesson, translation = pair
    lesson.heading = "Another heading"
    lesson.save_revision().publish()
    client.force_login(cast.translator)
    page = BeautifulSoup(client.get("/cms/").content, "html.parser")
    link = page.find(id="translations-section").find("a", string=lesson.title)
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[translation.pk])
    assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize("many", [1, 3, 30])
def test_panel_costs_one_query_and_has_ten_rows_at_most(spanish, many, django_assert_num_queries):
    for _ in range(many):
        question = factories.make_question()
        translation = question.copy_for_translation(spanish)
        translation.save()
        note_translation(question, translation)
        question.stem = "Something else entirely. What do you do?"
        question.save_revision().publish()
    with django_assert_num_queries(1):
        assert len(translations_behind()) == min(many, 10)


def test_translator_changes_translations_and_no_source(pair, client, cast, spanish):
    question = factories.make_question()
    translated = question.copy_for_translation(spanish)
    translated.save()
    client.force_login(cast.translator)
    pages = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pair]
    assert client.get(pages[0]).status_code == 302
    assert client.get(pages[1]).status_code == 200
    assert client.get(edit_url(translated)).status_code == 200
    assert client.get(edit_url(question)).status_code in {302, 403}
    assert client.post(edit_url(question), {"stem": "Mine"}).status_code in {302, 403}
    question.refresh_from_db()
    assert question.stem != "Mine"


def test_translation_keeps_addresses_and_keys(pair, spanish):
    paths = Translation.objects.get().source.stringsegment_set.values_list("context__path")
    assert {"slug", "seo_title"} & {path for (path,) in paths} == set()
    scenario = factories.make_scenario()
    translated = scenario.copy_for_translation(spanish)
    translated.save()
    note_translation(scenario, translated)
    source = Translation.objects.get(source__object=scenario.translation_key).source
    texts = set(source.stringsegment_set.values_list("string__data", flat=True))
    keys = {node["key"] for node in scenario.content()}
    assert keys & texts == set()
    assert scenario.heading in texts


@pytest.fixture
def editor_client(client, cast):
    client.force_login(cast.editor)
    return client


def publish(client, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {"action": "publish"}, follow=True)


def test_translation_with_a_text_of_its_source_is_not_published(pair, editor_client):
    lesson, translation = pair
    lesson.heading = "Another heading"
    lesson.save_revision().publish()
    page = publish(editor_client, translation)
    assert "1 text is not translated yet." in page.content.decode()
    translation.refresh_from_db()
    assert translation.heading == "Cómo preguntar"


def test_whole_translation_is_published(pair, editor_client):
    lesson, translation = pair
    texts = StringTranslation.objects.filter(translation_of__data=lesson.heading)
    texts.update(data="Preguntar bien")
    publish(editor_client, translation)
    translation.refresh_from_db()
    assert translation.heading == "Preguntar bien"


def test_changes_are_brought_to_translators_and_never_published_with_them(pair, editor_client):
    lesson, translation = pair
    lesson.heading = "Another heading"
    lesson.save_revision().publish()
    source = Translation.objects.get().source
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert "Publish immediately" not in editor_client.get(address).content.decode()
    editor_client.post(address, {"publish_translations": "on"})
    translation.refresh_from_db()
    assert translation.heading == "Cómo preguntar"


@pytest.mark.parametrize("person", ["translator", "editor", "moderator"])
def test_translation_is_never_thrown_away_for_a_copy_of_its_source(pair, client, cast, person):
    _lesson, translation = pair
    client.force_login(getattr(cast, person))
    address = reverse("wagtail_localize:convert_to_alias", args=[translation.pk])
    for ask in (client.get, client.post):
        assert ask(address).url == edit_url(translation)
    translation.refresh_from_db()
    assert translation.alias_of is None
    assert translation.heading == "Cómo preguntar"
    assert Translation.objects.exists()


def test_translated_module_ends_with_the_translation_of_its_quiz(pair, spanish):
    lesson, translation = pair
    quiz = lesson.get_parent().specific.quiz
    module = translation.get_parent().specific
    assert module.quiz is None
    module.alias_of = None
    module.save()
    module.save_revision().publish()
    translated = quiz.copy_for_translation(spanish)
    translated.save()
    translated.save_revision().publish()
    module.refresh_from_db()
    assert module.quiz == translated
