"""What is served: joined, hashed, small; with and without fonts; fresh after every change."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from core.staticfiles import (
    SCRIPT_ENTRIES,
    STYLE_ENTRIES,
    MarramStaticFilesStorage,
    Sources,
    minify_style,
)
from home.fonts import FONT_FILES

STATIC = Path(settings.BASE_DIR) / "static"
SHEET_LINK = re.compile(r"\{% stylesheet|rel=\"stylesheet\"")
TINY_SITE = {
    "css/site.css": '@import url("fonts.css");\n@import url("site-plain.css");',
    "css/site-plain.css": '@layer a, b;\n@import url("components/card.css") layer(b);',
    "css/fonts.css": '@font-face { src: url("../fonts/text.woff2"); }',
    "css/components/card.css": "/* why */\n.card {\n  color: red;\n}",
    "js/site.js": 'import "./components/one.js";\nimport "./components/two.js";',
    "js/components/one.js": 'import { shared } from "./shared.js";\nshared(1);',
    "js/components/two.js": 'import { shared } from "./shared.js";\nshared(2);',
    "js/components/shared.js": "export function shared(n) {\n  return n;\n}",
    "package/tool.js": 'import "./nowhere.js";',
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


class Site:
    """A folder of static files and what the storage makes of it, as collectstatic would."""

    def __init__(self, source: Path, target: Path):
        self.source, self.target = source, target

    @property
    def paths(self) -> dict:
        found = FileSystemStorage(location=self.source)
        names = [
            path.relative_to(self.source).as_posix()
            for path in self.source.rglob("*")
            if path.is_file()
        ]
        return {name: (found, name) for name in names}

    def collect(self) -> MarramStaticFilesStorage:
        storage = MarramStaticFilesStorage(location=self.target, base_url="/static/")
        for name, (found, path) in self.paths.items():
            storage.delete(name)
            with found.open(path) as file:
                storage._save(name, file)
        failures = [done for *_names, done in storage.post_process(self.paths) if done is not True]
        assert [failure for failure in failures if isinstance(failure, Exception)] == []
        return storage

    def served(self, name: str) -> str:
        return (self.target / self.collect().stored_name(name)).read_text()


@pytest.fixture
def tiny(tmp_path):
    site = Site(tmp_path / "source", tmp_path / "target")
    write(site.source, TINY_SITE)
    return site


@pytest.fixture(scope="module")
def sources():
    """Our real files, with stand-ins for the fonts."""
    found = FileSystemStorage(location=STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()]
    return Sources({name: (found, name) for name in [*names, *(f"fonts/{f}" for f in FONT_FILES)]})


def test_style_sheet_is_joined_with_every_import_in_its_layer(tiny):
    assert tiny.served("css/site-plain.css") == "@layer a,b;@layer b{.card{color:red}}"


def test_style_sheet_leaves_the_fonts_out_while_they_are_not_built(tiny):
    assert tiny.served("css/site.css") == "@layer a,b;@layer b{.card{color:red}}"


def test_style_sheet_names_the_hashed_fonts_once_they_are_built(tiny):
    write(tiny.source, {f"fonts/{name}": "font" for name in FONT_FILES})
    source = re.search(r'url\("(.*?)"\)', tiny.served("css/site.css"))[1]
    assert re.fullmatch(r"\.\./fonts/text\.[0-9a-f]{12}\.woff2", source)


def test_collecting_again_joins_the_changed_part(tiny):
    tiny.collect()
    write(tiny.source, {"css/components/card.css": ".card { color: blue; }"})
    assert tiny.served("css/site-plain.css") == "@layer a,b;@layer b{.card{color:blue}}"


def test_unhashed_copy_is_joined_too(tiny):
    tiny.collect()
    unhashed = (tiny.target / "css/site-plain.css").read_text()
    assert unhashed == "@layer a,b;@layer b{.card{color:red}}"


def test_joined_files_are_compressed_with_brotli_and_gzip(tiny):
    hashed = tiny.collect().stored_name("css/site-plain.css")
    kinds = [path.suffix for path in sorted(tiny.target.glob(f"{hashed}*"))]
    # A file too small to gain from it is not compressed; the real sheets are large enough.
    write(tiny.source, {"css/components/card.css": ".card { color: red; }\n" * 200})
    larger = tiny.collect().stored_name("css/site-plain.css")
    assert kinds == [".css"]
    assert [path.suffix for path in sorted(tiny.target.glob(f"{larger}*"))] == [
        ".css",
        ".br",
        ".gz",
    ]


def test_script_is_joined_in_order_and_each_module_once(tiny):
    assert tiny.served("js/site.js").split("\n") == [
        "function shared(n) {",
        "  return n;",
        "}",
        "shared(1);",
        "shared(2);",
        "",
        "",
    ]


def test_script_leaves_its_comments_in_the_repository(tiny):
    source = """// One line.
  /** More
   * lines. */
const address = "https://x.example/"; // behind code: it stays
"""
    write(tiny.source, {"js/site.js": source})
    assert tiny.served("js/site.js") == (
        'const address = "https://x.example/"; // behind code: it stays\n'
    )


def test_module_imports_are_hashed_under_js_and_nowhere_else(tiny):
    assert re.search(r"shared\.[0-9a-f]{12}\.js", tiny.served("js/components/one.js"))
    assert tiny.served("package/tool.js") == 'import "./nowhere.js";'


@pytest.mark.parametrize(
    ("text", "minified"),
    [
        ("a { b : c }", "a{b : c}"),
        (".a > .b, .c {\n  width: calc(1rem + 2vw);\n}\n", ".a>.b,.c{width:calc(1rem + 2vw)}"),
        ("@media (width: 1px) and (hover) { }", "@media (width:1px) and (hover){}"),
        ('a:is(b, c) d::after { content: ""; }', 'a:is(b,c) d::after{content:""}'),
        (".a /* two */ :not(.b) { }", ".a :not(.b){}"),
    ],
)
def test_minify_style_takes_out_what_says_nothing(text, minified):
    assert minify_style(text) == minified


@pytest.mark.parametrize(
    ("sheet", "budget"),
    [
        ("css/site.css", 10_000),
        ("css/teach.css", 10_000),
        ("css/handouts.css", 10_000),
        ("css/help.css", 6_000),
        ("css/letter.css", 6_000),
        ("css/plan.css", 5_000),
    ],
)
def test_style_sheet_keeps_its_budget(sources, sheet, budget):
    assert len(brotli.compress(sources.join_style(sheet).encode())) <= budget


def test_script_keeps_its_budget(sources):
    assert len(gzip.compress(sources.join_script("js/site.js").encode())) <= 10_000


@pytest.mark.parametrize("name", SCRIPT_ENTRIES)
def test_joined_script_uses_every_top_level_name_once(sources, name):
    script = sources.join_script(name)
    names = re.findall(r"^(?:const|let|function|class) (\w+)", script, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
    assert re.findall(r"^(?:import|export)\b", script, re.MULTILINE) == []


def test_only_the_sheets_with_fonts_ask_for_a_font(sources):
    asking = {name for name in STYLE_ENTRIES if "@font-face" in sources.join_style(name)}
    assert asking == {"css/site.css", "css/teach.css", "css/handouts.css"}


def test_every_part_is_used_by_some_sheet():
    parts = {path.relative_to(STATIC / "css").as_posix() for path in STATIC.glob("css/*/*.css")}
    entries = "".join((STATIC / name).read_text() for name in STYLE_ENTRIES)
    assert parts - set(re.findall(r'@import url\("([^"]+)"\)', entries)) == set()


def test_dark_scheme_is_the_same_by_device_and_by_choice():
    tokens = (STATIC / "css/tokens.css").read_text()
    by_device = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', tokens, re.DOTALL)[1]
    by_choice = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', tokens, re.DOTALL)[1]
    declarations = [re.findall(r"(--[\w-]+): (.*?);", block) for block in (by_device, by_choice)]
    assert declarations[0] == declarations[1]


def test_page_of_the_site_loads_one_sheet():
    templates = Path(settings.BASE_DIR) / "templates"
    linked = {
        path.relative_to(templates).as_posix(): len(SHEET_LINK.findall(path.read_text()))
        for path in templates.rglob("*.html")
    }
    several = {name for name, links in linked.items() if links > 1}
    # The gallery shows the components of every sheet, to those who build pages.
    assert several == {"home/gallery.html"}
    by_hand = {
        path.relative_to(templates).as_posix()
        for path in templates.rglob("*.html")
        if "css/" in path.read_text()
    }
    # Previews add their own to the sheet of the site; a broken server knows no tags.
    assert by_hand == {
        *("courses/previews/print.html", "courses/previews/projector.html"),
        "base_plain.html",
    }
