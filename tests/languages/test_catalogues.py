"""Whoever reads another language than English reads nothing but that language."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.languages.messages import in_python, in_template, messages

TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+|&\w+;")

pytestmark = pytest.mark.parametrize("language", TRANSLATIONS)


def catalogue(language: str, kind: str = "po") -> Path:
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / f"django.{kind}"


def texts_of(entry) -> dict[str, list[str]]:
    """Map each message of an entry to what may stand in its place."""
    if not entry.msgid_plural:
        return {entry.msgid: [entry.msgstr]}
    one, *more = (entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural))
    return {entry.msgid: [one], entry.msgid_plural: more}


def test_every_message_is_translated(language):
    known = {text for entry in polib.pofile(catalogue(language)) for text in texts_of(entry)}
    assert messages() - known == set()


def test_catalogue_has_no_gap_no_guess_and_nothing_that_is_gone(language):
    entries = polib.pofile(catalogue(language))
    unfinished = [one.msgid for one in entries if not one.translated() or one.fuzzy or one.obsolete]
    assert unfinished == []
    known = {text for entry in entries for text in texts_of(entry)}
    assert known - messages() == set()


def test_translation_keeps_placeholders_and_tags(language):
    for entry in polib.pofile(catalogue(language)):
        for message, texts in texts_of(entry).items():
            for text in texts:
                wanted, found = PLACEHOLDER.findall(message), PLACEHOLDER.findall(text)
                # A singular may say "one" where the plural counts.
                assert set(found) <= set(wanted), message
                assert set(found) == set(wanted) or entry.msgid_plural, message


def test_compiled_catalogue_is_that_of_its_source(language):
    compiled, source = polib.mofile(catalogue(language, "mo")), polib.pofile(catalogue(language))
    assert by_message(compiled) == by_message(source)


def by_message(entries) -> dict:
    return {(entry.msgctxt, entry.msgid): texts_of(entry) for entry in entries}


def test_messages_are_found_in_code_and_templates(language):
    assert set(in_python('_("one" " two"); ngettext("a", "b", n); other("c")')) == {
        "one two",
        "a",
        "b",
    }
    assert set(in_python('pgettext_lazy("kind of quiz", "Check")')) == {"Check"}
    assert set(in_template('{% translate "Test" context "kind of quiz" %}')) == {"Test"}
    template = (
        '{% translate "Say" %} {{ _("this") }} {% blocktranslate trimmed count n=n %}\n'
        "  {{ n }} step{% plural %}{{ n }} steps{% endblocktranslate %}"
    )
    assert set(in_template(template)) == {"Say", "this", "%(n)s step", "%(n)s steps"}
