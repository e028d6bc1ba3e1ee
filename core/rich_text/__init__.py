"""Rich text in two writings: the Markdown of curriculum files and the HTML Wagtail stores.

Both hold the same small language, that of a RichTextField with the features bold, italic, ol, ul
and link: paragraphs, nested lists, bold, italic, line breaks, and links to a path of this site
("/…") or to an https:// address. Anything else is refused with a RichTextError.

Each document has one canonical writing on either side, and converting keeps it:
`html_to_markdown(markdown_to_html(m)) == m` for canonical Markdown, and the other way round for
canonical HTML. What only an editor's screen knows is left out: block keys, empty paragraphs,
doubled spaces, emphasis on a space at the edge of a word.
"""

from core.rich_text import html, markdown
from core.rich_text.document import RichTextError

__all__ = ["RichTextError", "canonical_markdown", "html_to_markdown", "markdown_to_html"]


def markdown_to_html(source: str) -> str:
    """Return canonical HTML. Raises RichTextError with the line of the source it stumbled over."""
    return html.write(markdown.read(source))


def canonical_markdown(source: str) -> str:
    """Return the canonical writing of a Markdown text. Raises RichTextError with the line."""
    return markdown.write(markdown.read(source))


def html_to_markdown(source: str) -> str:
    """Return canonical Markdown: one line without an end, or several lines that each have one.

    Raises RichTextError where the HTML holds what a portable file cannot: a link to a page by its
    number in the database, a tag outside the language.
    """
    return markdown.write(html.read(source))
