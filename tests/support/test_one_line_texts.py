"""What the files of the curriculum hold in one line is one line in the CMS too."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import streamfield

from core.curriculum_files import Errors
from support import curriculum
from support.models import FACTS, AppRoute, Correction, Fact, LawFact, LetterClause, PlanStep
from tests.cms.editing import edit_url, fact_form
from tests.support.drafts import published
from tests.support.samples import (
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    make_term,
    words_of,
)

REFUSAL = "Write this in one paragraph: take the line breaks out."
MAKERS = dict(
    zip(
        FACTS.values(),
        (
            make_helpline,
            make_law,
            make_app_route,
            make_plan_step,
            make_letter_clause,
            make_term,
        ),
        strict=True,
    )
)
BREAKS = {
    "break": "One.\nTwo.",
    "browser's break": "One.\r\nTwo.",
    "paragraph sign": "One.\u2029T.",
}
LISTS = {(AppRoute, "how"), (PlanStep, "how")}


def texts_of(model: type[Fact]) -> list[str]:
    """Return the fields of a kind in which somebody types words."""
    plain = [one.name for one in model._meta.concrete_fields if one.name in model.told_fields]
    fields = map(model._meta.get_field, plain)
    typed = [one for one in fields if one.get_internal_type() in ("CharField", "TextField")]
    return [one.name for one in typed if not one.choices]


ONE_LINE = [
    (model, field) for model in MAKERS for field in texts_of(model) if (model, field) not in LISTS
]


def dumped_problems(folder) -> list[str]:
    """Return what a load would refuse of what the database holds."""
    curriculum.dump(folder / "en", "en")
    errors = Errors()
    curriculum.read(folder / "en", errors)
    return [str(error) for error in errors.found]


def test_every_text_of_every_kind_is_looked_at():
    assert len(ONE_LINE) == 24
    assert {model for model, _field in ONE_LINE} == set(MAKERS)


@pytest.mark.parametrize(("model", "field"), ONE_LINE)
@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_break_is_refused_beside_its_field(db, model, field, text):
    fact = MAKERS[model]()
    setattr(fact, field, text)
    with pytest.raises(ValidationError) as refusal:
        fact.full_clean()
    assert REFUSAL in refusal.value.message_dict[field]


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_letter_clause, "text"), (make_law, "summary"), (make_helpline, "notes")],
)
def test_editor_keeps_what_was_typed_and_the_files_stay_readable(
    admin_client, tmp_path, make, field
):
    fact = published(make())
    before = fact.revisions.count()
    form = fact_form(fact, **{field: "First one.\r\nSecond one."})
    for button in ({}, {"action-publish": "1"}):
        page = BeautifulSoup(
            admin_client.post(edit_url(fact), form | button).content, "html.parser"
        )
        typed = page.select_one(f"textarea[name={field}]")
        assert typed.get_text().split() == ["First", "one.", "Second", "one."]
        assert REFUSAL in words_of(typed.find_parent(attrs={"data-field-wrapper": True}))
    assert fact.revisions.count() == before
    assert dumped_problems(tmp_path) == []


@pytest.mark.parametrize(
    ("make", "model"), [(make_app_route, AppRoute), (make_plan_step, PlanStep)]
)
def test_list_of_lines_is_tidied_and_no_correction(admin_client, tmp_path, make, model):
    fact = published(make(how="Press it.\nChoose it."))
    typed = " Press it. \r\n\r\nChoose it.\r\n"
    form = fact_form(fact, how=typed, source="https://a.example/ \r\n\r\nA title")
    response = admin_client.post(edit_url(fact), form | {"action-publish": "1"})
    assert response.status_code == 302
    saved = model.objects.get()
    assert (saved.how, saved.source) == ("Press it.\nChoose it.", "https://a.example/\nA title")
    assert Correction.objects.count() == 0
    assert dumped_problems(tmp_path) == []


@pytest.mark.parametrize(
    ("label", "address"), [("Go\nthere", "https://a.example/"), ("Go", "https://a.example/\nb")]
)
def test_break_in_a_way_to_reach_somebody_is_refused(admin_client, tmp_path, label, address):
    line = published(make_helpline())
    before = line.revisions.count()
    way = {"kind": "web", "label": label, "number": "", "address": address}
    form = fact_form(line, means=streamfield([("means", way)]))
    assert admin_client.post(edit_url(line), form).status_code == 200
    assert line.revisions.count() == before
    assert dumped_problems(tmp_path) == []


def test_letters_and_laws_of_one_paragraph_are_taken(db):
    for fact in (make_letter_clause(), make_law(), make_helpline(notes="One. Two.")):
        fact.full_clean()
    assert (LetterClause.objects.count(), LawFact.objects.count()) == (1, 1)
