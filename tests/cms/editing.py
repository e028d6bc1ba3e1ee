"""What the browser posts from the CMS's forms, and the addresses it posts to."""

from django import forms
from django.db.models import Model
from django.urls import reverse
from wagtail import blocks
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data

PUBLISH = {"action-publish": "Publish"}


def block_data(block, value):
    """Return the form data of a block that holds `value`, nested as Wagtail's helper takes it."""
    if isinstance(block, blocks.StreamBlock):
        rows = [
            {
                "type": child.block_type,
                "id": child.id,
                "value": block_data(child.block, child.value),
            }
            for child in value
        ]
        return counted(rows)
    if isinstance(block, blocks.ListBlock):
        rows = [
            {"id": bound.id, "value": block_data(block.child_block, bound.value)}
            for bound in value.bound_blocks
        ]
        return counted(rows)
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks.items()
        return {name: block_data(child, value.get(name)) for name, child in children}
    return field_data(block, block.value_for_form(value))


def field_data(block, value) -> str | list[str]:
    """Return what the widget of a plain block sends; a select sends one of its values."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(block, blocks.BooleanBlock):
        return "on" if value else ""
    sent = block.field.widget.format_value(value)
    if isinstance(block, blocks.MultipleChoiceBlock):
        return sent
    return (sent[0] if isinstance(sent, list) else sent) or ""


def counted(rows: list[dict]) -> dict:
    numbered = {str(n): {"deleted": "", "order": str(n), **row} for n, row in enumerate(rows)}
    return numbered | {"count": str(len(rows))}


def lesson_data(lesson, **changes) -> dict:
    return nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "heading": lesson.heading,
            "minutes": str(lesson.minutes),
            "sensitivity": lesson.sensitivity,
            "seo_title": "",
            "search_description": "",
            "steps": block_data(lesson.steps.stream_block, lesson.steps),
            "comments": inline_formset([]),
            **changes,
        }
    )


def question_data(question, **changes) -> dict:
    return nested_form_data(
        {
            "title": question.title,
            "key": question.key,
            "kind": question.kind,
            "skill": str(question.skill_id),
            "sensitivity": question.sensitivity,
            "age_band": question.age_band,
            "country": question.country,
            "review_by": str(question.review_by or ""),
            "stem": question.stem,
            "options": block_data(question.options.stream_block, question.options),
            "say_this": question.say_this,
            "facts": block_data(question.facts.stream_block, question.facts),
            **({"is_critical": "on"} if question.is_critical else {}),
            **changes,
        }
    )


def scenario_data(scenario, **changes) -> dict:
    streams = {
        name: block_data(getattr(scenario, name).stream_block, getattr(scenario, name))
        for name in ("nodes", "perspectives")
    }
    names = ("title", "heading", "setting", "key", "minutes", "sensitivity")
    return nested_form_data(
        {name: str(getattr(scenario, name)) for name in names} | streams | changes
    )


def quiz_data(quiz, questions, **changes) -> dict:
    return nested_form_data(
        {
            "title": quiz.title,
            "heading": quiz.heading,
            "intro": quiz.intro,
            "key": quiz.key,
            "sensitivity": quiz.sensitivity,
            "quiz_questions": inline_formset(
                [{"question": str(q.pk), "id": ""} for q in questions]
            ),
            **changes,
        }
    )


def fact_form(fact, **changes) -> dict:
    """Return what the form of a fact sends: all it holds, but for `changes`, by field.

    A list of blocks is given as `streamfield([("means", {...})])`.
    """
    viewset = type(fact).snippet_viewset
    form = viewset.get_edit_handler().get_form_class()(instance=fact)
    sent = {name: sent_by(form[name]) for name in form.fields} | changes
    return nested_form_data({name: value for name, value in sent.items() if value is not None})


def sent_by(bound):
    """Return what one field of a form sends; None for a box that is not ticked."""
    value = bound.value()
    if isinstance(value, blocks.StreamValue):
        return block_data(value.stream_block, value)
    if isinstance(bound.field, forms.NullBooleanField):
        return {True: "true", False: "false", None: "unknown"}[value]
    if isinstance(bound.field, forms.BooleanField):
        return "on" if value else None
    return "" if value is None else str(value)


def edit_url(thing) -> str:
    """Return the address where the CMS edits a page or a snippet."""
    if hasattr(thing, "url_path"):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def add_url(model) -> str:
    return reverse(model.snippet_viewset.get_url_name("add"))


def with_first_words(lesson, words: str):
    """Return the lesson with other words in the first text of its first step; nothing is saved."""
    lesson.steps[0].value["blocks"][0].value["text"] = RichText(f"<p>{words}</p>")
    return lesson
