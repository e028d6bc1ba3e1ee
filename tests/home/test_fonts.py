"""The built fonts: small, current, and true to the drawings they come from."""

import os

import pytest
from django.core.management import call_command
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from home.fonts import CHARACTERS, FONT_FILES, HEAD_FILE, TEXT_FILE, build_fonts, text_sources

# Glyphs whose two drawings have different points, and two that are alike.
LETTERS = ["0", "2", "a", "e", "g", "S", "R", "@", "£", "H", "l"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    build_fonts(folder)
    return folder


def drawing(font: TTFont, letter: str, weight: int | None = None) -> tuple[int, tuple, int]:
    """Return a glyph's area, bounds and advance width, at a weight if the font has that axis."""
    glyphs = font.getGlyphSet(location={"wght": weight} if weight else None)
    glyph = glyphs[font.getBestCmap()[ord(letter)]]
    area, bounds = AreaPen(glyphs), BoundsPen(glyphs)
    glyph.draw(area)
    glyph.draw(bounds)
    return round(area.value), tuple(map(round, bounds.bounds)), round(glyph.width)


def test_fonts_weigh_at_most_forty_kilobytes_together(folder):
    assert sum((folder / name).stat().st_size for name in FONT_FILES) <= 40_000


def test_build_fonts_does_nothing_while_they_are_current(folder):
    assert build_fonts(folder) == []


def test_build_fonts_makes_an_old_file_again(folder):
    os.utime(folder / HEAD_FILE, (0, 0))
    assert build_fonts(folder) == [folder / HEAD_FILE]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(("weight", "source"), [(400, 0), (500, 0), (600, 1), (700, 1)])
def test_text_font_draws_exactly_the_regular_or_the_bold(folder, letter, weight, source):
    built = TTFont(folder / TEXT_FILE)
    original = TTFont(text_sources()[source])
    assert drawing(built, letter, weight) == drawing(original, letter)


def test_fonts_hold_no_character_beyond_the_list(folder):
    held = {name: set(TTFont(folder / name).getBestCmap()) for name in FONT_FILES}
    assert [held[name] - CHARACTERS for name in FONT_FILES] == [set(), set()]


def test_text_font_holds_what_british_english_needs(folder):
    needed = set(map(ord, "AZaz09£€–—‘’“”…•é"))
    assert needed - set(TTFont(folder / TEXT_FILE).getBestCmap()) == set()


def test_heading_font_has_one_weight(folder):
    assert "fvar" not in TTFont(folder / HEAD_FILE)


def test_build_fonts_command_says_what_is_current(folder, settings, capsys):
    build_fonts(folder)
    settings.FONTS_ROOT = folder
    call_command("build_fonts")
    lines = capsys.readouterr().out.splitlines()
    assert [line.rsplit(", ", 1)[1] for line in lines] == ["current", "current"]
