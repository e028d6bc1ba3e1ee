"""Static files as they are served: one style sheet and one script a page, hashed and compressed.

In the repository a style sheet is a list of imports and the script a list of modules, so that each
component stands in a file of its own. collectstatic joins them.
"""

import posixpath
import re

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_ENTRIES = (
    "css/site.css",
    "css/site-plain.css",
    "css/teach.css",
    "css/teach-plain.css",
    "css/handouts.css",
    "css/handouts-plain.css",
    "css/help.css",
    "css/letter.css",
    "css/plan.css",
    "css/preview.css",
    "css/desk.css",
)
SCRIPT_ENTRIES = (
    *("js/site.js", "js/plan.js", "js/letter.js", "js/keep.js", "js/kept.js"),
    *("js/order.js", "js/show.js", "js/copy.js", "js/class.js"),
)
FONT_SHEET = "css/fonts.css"
STYLES = "css/"

STYLE_IMPORT = re.compile(r'@import url\("(?P<url>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;')
STYLE_URL = re.compile(r'url\("([^"]+)"\)')
SCRIPT_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(?P<url>\.[^"]+)";$', re.MULTILINE)
SCRIPT_EXPORT = re.compile(r"^export (?=const|async|function|class)", re.MULTILINE)
# Those that have lines of their own, as ours have.
SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_SPACE = re.compile(r"\s+")
# Not before an opening bracket or around a sign: "and (" and "1rem + 2vw" need their spaces.
STYLE_PUNCTUATION = re.compile(r" ?([{};,>]) ?|(?<=[\w-]): ")


class MarramStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins our sheets and scripts, then hashes and compresses everything.

    The unhashed copies stay, joined too: the page for a broken server links one of them.
    """

    # Rewriting module imports everywhere breaks on scripts of packages; ours live under js/.
    patterns = (
        *HashedFilesMixin.patterns,
        ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )

    def post_process(self, paths: dict, dry_run: bool = False, **options):
        if not dry_run:
            paths = self.join_entries(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def join_entries(self, paths: dict) -> dict:
        """Write the joined entries, and return the paths without the sheets they are made of."""
        sources = Sources(paths)
        joined = {name: sources.join_style(name) for name in STYLE_ENTRIES if name in paths}
        joined |= {name: sources.join_script(name) for name in SCRIPT_ENTRIES if name in paths}
        kept = {name: place for name, place in paths.items() if not name.startswith(STYLES)}
        for name, text in joined.items():
            self.delete(name)
            self._save(name, ContentFile(text.encode()))
            kept[name] = (self, name)
        return kept


class Sources:
    """The files collectstatic found, read from where they were written, never from a joined copy.

    `paths` maps a name to (storage, path), as collectstatic passes them to `post_process`.
    """

    def __init__(self, paths: dict):
        self.paths = paths

    def read(self, name: str) -> str:
        storage, path = self.paths[name]
        with storage.open(path) as source:
            return source.read().decode()

    def join_style(self, name: str) -> str:
        """Return a sheet with its imports in their place, each inside its layer, and minified."""
        return minify_style(self._style(name))

    def _style(self, name: str) -> str:
        def put_in_place(statement: re.Match) -> str:
            part = beside(name, statement["url"])
            if part == FONT_SHEET and not self.has_all_files_of(part):
                return ""
            text = self._style(part)
            return f"@layer {statement['layer']} {{\n{text}\n}}" if statement["layer"] else text

        return STYLE_IMPORT.sub(put_in_place, STYLE_COMMENT.sub("", self.read(name)))

    def has_all_files_of(self, sheet: str) -> bool:
        return all(beside(sheet, url) in self.paths for url in STYLE_URL.findall(self.read(sheet)))

    def join_script(self, name: str) -> str:
        """Return a module with everything it imports before it, each part once, in one scope."""
        return "".join(self._script_parts(name, set()))

    def _script_parts(self, name: str, seen: set[str]):
        seen.add(name)
        text = self.read(name)
        for statement in SCRIPT_IMPORT.finditer(text):
            part = beside(name, statement["url"])
            if part not in seen:
                yield from self._script_parts(part, seen)
        for taken_out in (SCRIPT_COMMENT, SCRIPT_IMPORT, SCRIPT_EXPORT):
            text = taken_out.sub("", text)
        yield text.strip() + "\n"


def beside(name: str, url: str) -> str:
    """Return the name a relative address stands for, seen from the file `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), url))


def minify_style(text: str) -> str:
    """Take out comments and the spaces that say nothing."""
    text = STYLE_SPACE.sub(" ", STYLE_COMMENT.sub("", text))
    text = STYLE_PUNCTUATION.sub(lambda match: match[1] or ":", text)
    return text.replace(";}", "}").strip()
