"""Our two font files, cut down from the fonts of two packages: no font is committed or fetched.

A first view may load two fonts. The text family comes as two drawings, regular and bold, so they
are put into one variable file with a step at its middle: exactly the regular up to weight 549,
exactly the bold from 550 on. The headings need one weight of a variable family and get just that.
"""

import io
from itertools import accumulate, chain
from pathlib import Path

import fontpkg
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib import build as build_variable
from fontTools.varLib.instancer import instantiateVariableFont

TEXT_FILE, HEAD_FILE = "text.woff2", "head.woff2"
FONT_FILES = (TEXT_FILE, HEAD_FILE)
TEXT_FAMILY, HEAD_FAMILY = "atkinson-hyperlegible", "bricolage-grotesque"
REGULAR, BOLD = 400, 700
# The optical size of headings between 20 and 54 px, and the widest width.
HEAD_INSTANCE = {"wght": BOLD, "opsz": 30, "wdth": 100}

# Latin-1 and the punctuation our texts use; everything else comes from the reader's own fonts.
CHARACTERS = frozenset(chain(range(0x20, 0x7F), range(0xA0, 0x100), map(ord, "–—‘’“”…•→←✓€")))
LAYOUT_FEATURES = ("kern", "mark", "ccmp", "locl")
# A little before and a little after the middle: no weight in between is ever drawn.
STEP = {-1.0: -1.0, 0.0: 0.0, 0.499: 0.0, 0.5: 1.0, 1.0: 1.0}

# A closed curve: its points as (x, y, 1 on the curve or 0 beside it).
Contour = list[tuple[int, int, int]]


def build_fonts(folder: Path) -> list[Path]:
    """Write the font files into `folder` where they are missing or older than their sources.

    Return the files that were written. Raises fontpkg.FontpkgError if a package is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    makers = {TEXT_FILE: (text_font, text_sources()), HEAD_FILE: (head_font, head_sources())}
    written = []
    for name, (make, sources) in makers.items():
        target = folder / name
        if is_current(target, sources):
            continue
        font = make(*sources)
        font.flavor = "woff2"
        font.save(target)
        written.append(target)
    return written


def is_current(target: Path, sources: list[Path]) -> bool:
    """Whether `target` is newer than its sources and than the recipe in this module."""
    recipe = Path(__file__)
    return target.exists() and all(
        source.stat().st_mtime <= target.stat().st_mtime for source in (*sources, recipe)
    )


def text_sources() -> list[Path]:
    return [fontpkg.path(TEXT_FAMILY, weight) for weight in (REGULAR, BOLD)]


def head_sources() -> list[Path]:
    return [fontpkg.path(HEAD_FAMILY, BOLD)]


def head_font(source: Path) -> TTFont:
    """Return the heading family at its one weight."""
    return cut(instantiateVariableFont(TTFont(source), HEAD_INSTANCE))


def text_font(regular_source: Path, bold_source: Path) -> TTFont:
    """Return one font with a weight axis from its regular and its bold drawing."""
    regular, bold = cut(TTFont(regular_source)), cut(TTFont(bold_source))
    # Kerning is close enough in both weights: the regular one's serves both.
    layout = {tag: regular[tag] for tag in ("GDEF", "GPOS", "GSUB") if tag in regular}
    for font in (regular, bold):
        for tag in ("GDEF", "GPOS", "GSUB"):
            if tag in font:
                del font[tag]
    for name in regular.getGlyphOrder():
        align(regular["glyf"], bold["glyf"], name)
    variable, _model, _masters = build_variable(two_weights(reread(regular), reread(bold)))
    for tag, table in layout.items():
        variable[tag] = table
    variable["avar"] = newTable("avar")
    variable["avar"].segments = {"wght": STEP}
    return variable


def cut(font: TTFont) -> TTFont:
    """Keep our characters, and what draws them on a screen; hinting is for printers of old."""
    options = Options()
    options.hinting = False
    options.layout_features = list(LAYOUT_FEATURES)
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    return font


def reread(font: TTFont) -> TTFont:
    """Write and read a font, so that every table agrees with the changed glyphs."""
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer)


def align(regular_glyphs, bold_glyphs, name: str) -> None:
    """Give both drawings of a glyph the same points, so that one can turn into the other.

    Where they differ, each keeps its own contours and gets the other's too, shrunk to one point:
    exact at both ends, which are the only weights ever shown.
    """
    regular, bold = regular_glyphs[name], bold_glyphs[name]
    if regular.isComposite() or structure(regular) == structure(bold):
        return
    regular_contours, bold_contours = contours(regular, regular_glyphs), contours(bold, bold_glyphs)
    regular_glyphs[name] = glyph_of(
        [*regular_contours, *collapsed(bold_contours, into=regular_contours)]
    )
    bold_glyphs[name] = glyph_of([*collapsed(regular_contours, into=bold_contours), *bold_contours])


def structure(glyph: Glyph) -> tuple:
    """Return what must be equal in two drawings for one to turn into the other."""
    if glyph.numberOfContours == 0:
        return ()
    return tuple(glyph.endPtsOfContours), bytes(flag & 1 for flag in glyph.flags)


def contours(glyph: Glyph, glyphs) -> list[Contour]:
    """Return the closed curves of a glyph."""
    coordinates, ends, flags = glyph.getCoordinates(glyphs)
    points = [(x, y, flag & 1) for (x, y), flag in zip(coordinates, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends)]
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=False)]


def collapsed(curves: list[Contour], *, into: list[Contour]) -> list[Contour]:
    """Return the curves shrunk into the first point of others: as many points, nothing to see."""
    x, y, _on_curve = into[0][0]
    return [[(x, y, on_curve) for _x, _y, on_curve in curve] for curve in curves]


def glyph_of(curves: list[Contour]) -> Glyph:
    points = list(chain.from_iterable(curves))
    glyph = Glyph()
    glyph.numberOfContours = len(curves)
    glyph.coordinates = GlyphCoordinates([(x, y) for x, y, _on_curve in points])
    glyph.flags = bytearray(on_curve for _x, _y, on_curve in points)
    glyph.endPtsOfContours = [end - 1 for end in accumulate(map(len, curves))]
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    return glyph


def two_weights(regular: TTFont, bold: TTFont) -> DesignSpaceDocument:
    """Return the plan of a font family with one axis and a drawing at each end."""
    space = DesignSpaceDocument()
    space.addAxis(
        AxisDescriptor(
            tag="wght",
            name="Weight",
            minimum=REGULAR,
            default=REGULAR,
            maximum=BOLD,
            map=[(REGULAR, REGULAR), (BOLD, BOLD)],
        )
    )
    for font, weight in ((regular, REGULAR), (bold, BOLD)):
        space.addSource(SourceDescriptor(font=font, name=str(weight), location={"Weight": weight}))
    return space
