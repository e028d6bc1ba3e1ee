"""The tag library of the components."""

import pytest
from django.template import Context, Engine
from django.test import RequestFactory
from django.utils import translation

from core.icons import PATHS
from core.templatetags.marram import bar_parts

ENGINE = Engine(libraries={"marram": "core.templatetags.marram"})


def render(source: str, **context) -> str:
    return ENGINE.from_string("{% load marram %}" + source).render(Context(context))


@pytest.mark.parametrize("name", sorted(PATHS))
def test_icon_is_drawn_and_hidden_from_assistive_technology(name):
    assert f'aria-hidden="true"><path d="{PATHS[name]}"/>' in render("{% icon name %}", name=name)


def test_icon_that_points_somewhere_is_mirrored_and_others_are_not():
    drawn = [render("{% icon name %}", name=name).split('"')[1] for name in ("back", "help")]
    assert drawn == ["icon icon--directional", "icon"]


@pytest.mark.parametrize(
    ("sheet", "headers", "href"),
    [
        ("site", {}, "/static/css/site.css"),
        ("site", {"Save-Data": "on"}, "/static/css/site-plain.css"),
        ("site", {"Save-Data": "off"}, "/static/css/site.css"),
        ("help", {"Save-Data": "on"}, "/static/css/help.css"),
    ],
)
def test_stylesheet_spares_readers_who_save_data_the_fonts(sheet, headers, href):
    request = RequestFactory().get("/", headers=headers)
    link = render("{% stylesheet name %}", name=sheet, request=request)
    assert link == f'<link rel="stylesheet" href="{href}">'


def test_stylesheet_needs_no_request():
    assert (
        render('{% stylesheet "help" %}') == '<link rel="stylesheet" href="/static/css/help.css">'
    )


def test_bar_parts_leave_out_nobody_and_keep_room_for_each_number():
    parts = bar_parts(1, 0, 3, 0)
    assert [(part.tone, part.count, part.start, part.width) for part in parts] == [
        ("low", 1, "0.00%", "33.00%"),
        ("good", 3, "33.00%", "67.00%"),
    ]


def test_bar_parts_of_an_empty_class_are_none():
    assert bar_parts(0, 0, 0, 0) == []


def test_bar_parts_run_from_the_right_where_the_script_does():
    with translation.override("ar"):
        parts = bar_parts(1, 0, 3, 0)
    assert [part.tone for part in parts] == ["good", "low"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ 3|letter }}", "C"),
        ("{% for n in 3|count_to %}{{ n }}{% endfor %}", "123"),
        ("{{ 3|percent_of:12 }}", "25.0%"),
        ("{{ 0|percent_of:0 }}", "0%"),
    ],
)
def test_filters_show_what_templates_need(source, shown):
    assert render(source) == shown
