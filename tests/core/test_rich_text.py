"""Rich text keeps its meaning, and its bytes, between curriculum files and the editor's HTML."""

import json
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.rich_text import RichTextError, canonical_markdown, html_to_markdown, markdown_to_html
from tests.core.visible_text import visible
from tests.shared_inputs import shared_path

# Canonical on both sides.
PAIRS = [
    ("", ""),
    ("One paragraph.", "<p>One paragraph.</p>"),
    ("One.\n\nTwo.\n", "<p>One.</p><p>Two.</p>"),
    ("**Bold**, _italic_, **_both_**.", "<p><b>Bold</b>, <i>italic</i>, <b><i>both</i></b>.</p>"),
    ("**a _b_**_c_", "<p><b>a <i>b</i></b><i>c</i></p>"),
    ("un**believ**able", "<p>un<b>believ</b>able</p>"),
    ("un&#98;_eliev_&#97;ble", "<p>unb<i>eliev</i>able</p>"),
    ("&#97;**(b)**&#99;", "<p>a<b>(b)</b>c</p>"),
    ("&#97;**&#98;_c_**", "<p>a<b>b<i>c</i></b></p>"),
    ("**_a_&#98;**&#99;", "<p><b><i>a</i>b</b>c</p>"),
    ("这是**重要**的", "<p>这是<b>重要</b>的</p>"),
    ("Get [help](/help/).", '<p>Get <a href="/help/">help</a>.</p>'),
    ("[te**x**t](/a_\\(b\\)*)", '<p><a href="/a_(b)*">te<b>x</b>t</a></p>'),
    (
        "[x](https://example.org/?a=b&c=d#e)",
        '<p><a href="https://example.org/?a=b&amp;c=d#e">x</a></p>',
    ),
    ("Look\\![x](/x)", '<p>Look!<a href="/x">x</a></p>'),
    ("One\\\ntwo\\\n\\\nthree\n", "<p>One<br/>two<br/><br/>three</p>"),
    ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
    ("1. a\n2. b\\\n   c\n", "<ol><li>a</li><li>b<br/>c</li></ol>"),
    ("- a\n\n1. b\n\nc\n", "<ul><li>a</li></ul><ol><li>b</li></ol><p>c</p>"),
    (
        "- a\n  1. b\n  2. c\n     - d\n- e\n",
        "<ul><li>a<ol><li>b</li><li>c<ul><li>d</li></ul></li></ol></li><li>e</li></ul>",
    ),
    ("1. a\n   - b\n2. c\n", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
    ("- a\n  1. b\n\n1. c\n", "<ul><li>a<ol><li>b</li></ol></li></ul><ol><li>c</li></ol>"),
    ("- a\n  - b\n  1. c\n", "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li></ul>"),
    ("5 \\* 3 < 4 & 5 > 4", "<p>5 * 3 &lt; 4 &amp; 5 &gt; 4</p>"),
    ("\\<b> \\&amp; \\[x\\] \\` \\_ \\\\", "<p>&lt;b&gt; &amp;amp; [x] ` _ \\</p>"),
    ("A&nbsp;B&#8195;C", "<p>A\xa0B\u2003C</p>"),
    (
        "1\\. a\n\n\\- b\n\n\\# c\n\n\\> d\n\n\\---\n",
        "<p>1. a</p><p>- b</p><p># c</p><p>&gt; d</p><p>---</p>",
    ),
    ("-5 degrees", "<p>-5 degrees</p>"),
    ("- 2\\) a\n- \\+ b\n", "<ul><li>2) a</li><li>+ b</li></ul>"),
    ("a | b\\\n\\--- | ---\\\n\\===\n", "<p>a | b<br/>--- | ---<br/>===</p>"),
]
LOOSE_MARKDOWN = [
    ("*a* __b__", "_a_ **b**"),
    ("one\ntwo  \nthree", "one two\\\nthree\n"),
    ("* a\n* b", "- a\n- b\n"),
    ("+ a\n\n+ b", "- a\n- b\n"),
    ("1) a", "1. a"),
    ("- - a", "- a"),
    ("2 * 3 **4", "2 \\* 3 \\*\\*4"),
    ("  a  b  ", "a b"),
    ("\\a &eacute;", "\\\\a é"),
]
LOOSE_HTML = [
    ('<p data-block-key="a1b2c"><strong>a</strong> <em>b</em></p>', "<p><b>a</b> <i>b</i></p>"),
    ("<p></p><p>a</p><p> </p>", "<p>a</p>"),
    ("<p> a  b <br/> c</p>", "<p>a b<br/>c</p>"),
    ("<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n", "<p>a</p><ul><li>b</li></ul>"),
    ("<p><br/>a<br/></p>", "<p>a</p>"),
    ("<p>\xa0</p><p>a \xa0</p>", "<p>a</p>"),
    ("<p>a<b>\xa0 b</b></p>", "<p>a\xa0 <b>b</b></p>"),
    ("<p>a<br></br>b</p>", "<p>a<br/>b</p>"),
    ("<p>a<b> b </b>c</p>", "<p>a <b>b</b> c</p>"),
    ("<p><i>a </i><b><i>b</i></b></p>", "<p><i>a</i> <b><i>b</i></b></p>"),
    ("<p><b>a<br/>b</b></p>", "<p><b>a</b><br/><b>b</b></p>"),
    ("<p><i><b>a</b></i><b></b></p>", "<p><b><i>a</i></b></p>"),
    ('<p><b><a href="/x">a</a></b></p>', '<p><a href="/x"><b>a</b></a></p>'),
    ('<p><a href="/x">a<br/>b</a><a>c</a></p>', '<p><a href="/x">a b</a>c</p>'),
    ("<ul><li><ul><li>a</li></ul></li></ul>", "<ul><li>a</li></ul>"),
    ("<ul><li>a</li></ul><p></p><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<p>a\x07b</p>", "<p>ab</p>"),
    ("Words <b>alone</b>", "<p>Words <b>alone</b></p>"),
]
REFUSED_MARKDOWN = [
    ("a\n\n# b", 3, "a heading is not part of rich text"),
    ("a\n===", 1, "a heading is not part of rich text"),
    ("```\na\n```", 1, "code is not part of rich text"),
    ("    a", 1, "code (a paragraph starts without spaces) is not part of rich text"),
    ("a\nb `c`", 2, "code (write \\` for a plain one) is not part of rich text"),
    ("> a", 1, "a quotation (write \\> for a plain one) is not part of rich text"),
    ("a\n\n---", 3, "a rule is not part of rich text"),
    ("<div>a</div>", 1, "HTML (write \\< for a plain one) is not part of rich text"),
    ("a <b>b</b>", 1, "HTML (write \\< for a plain one) is not part of rich text"),
    ("a\\\n<!-- b -->", 2, "HTML (write \\< for a plain one) is not part of rich text"),
    ("|a|b|\n|-|-|\n|1|2|", 1, "a table is not part of rich text"),
    ("![a](/b.png)", 1, "a picture (it has a block of its own) is not part of rich text"),
    ("<https://example.org>", 1, "write a link as [words](address)"),
    ('[a](/b "c")', 1, "a link has no title"),
    ("[](/b)", 1, "a link has words: [words](address)"),
    ("[a]\n\n[a]: /b", 3, "write a link as [words](address) where it is"),
    ("a\n\n5. b", 3, "a numbered list starts at 1 (write 5\\. for a plain number)"),
    ("- a\n\n  b", 3, "a list item is one paragraph"),
    ("- a\n  - b\n    - c\n      - d\n        - e\n          - f", 6, "lists nest at most 5 deep"),
]
REFUSED_ADDRESSES = [
    "http://example.org",
    "mailto:a@example.org",
    "tel:112",
    "//example.org",
    "#a",
    "a",
]
REFUSED_HTML = [
    ("<h2>a</h2>", "the tag <h2> is not part of rich text"),
    ('<p>a <img src="/b.png"/></p>', "the tag <img> is not part of rich text"),
    (
        '<p><a linktype="page" id="3">this <b>page</b></a></p>',
        "the link “this page” goes to page 3, a number of this database; give it an address (/…)",
    ),
    ("<p>a", "the tag <p> is not closed"),
    ("<p><b>a</p></b>", "the tag </p> closes nothing"),
    ("</p>", "the tag </p> closes nothing"),
    ("<li>a</li>", "the tag <li> is out of place"),
    ("<ul><li><p>a</p></li></ul>", "the tag <p> is out of place"),
    ("<p>a<ul><li>b</li></ul></p>", "a list is out of place"),
    ("<ul>a</ul>", "text in a list stands outside its items"),
    ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "text in a list stands outside its items"),
]
SIGNS = "ab1 *_[]()<>&#`~!-+.\\|:=;/\"'“。é　\xa0重\u2028"
WORDS = [
    "1. ",
    "- ",
    "# ",
    "&amp;",
    "<b>",
    "---",
    "===",
    ":--",
    "2)",
    "~~~",
    "&#9;",
    "<!--",
    "x\ny",
]
texts = st.one_of(
    st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=8), st.sampled_from(WORDS)
)
addresses = st.sampled_from([None, None, "/x", "/a_(b)*", "https://example.org/?a=1&copy;=2#f"])


def run_html(text: str, is_bold: bool, is_italic: bool, address: str | None) -> str:
    html = escape(text, quote=False)
    html = f"<i>{html}</i>" if is_italic else html
    html = f"<b>{html}</b>" if is_bold else html
    return f'<a href="{escape(address)}">{html}</a>' if address else html


runs = st.builds(run_html, texts, st.booleans(), st.booleans(), addresses)
lines = st.lists(runs, max_size=5).map("".join)
contents = st.lists(lines, min_size=1, max_size=3).map("<br/>".join)
paragraphs = contents.map(lambda content: f'<p data-block-key="k">{content}</p>')


def list_html(kind: str, items: list[tuple[str, str]]) -> str:
    return f"<{kind}>{''.join(f'<li>{text}{inner}</li>' for text, inner in items)}</{kind}>"


def lists_of(inner):
    kinds = st.sampled_from(["ul", "ol"])
    inside = st.lists(inner, max_size=2).map("".join)
    return st.builds(
        list_html, kinds, st.lists(st.tuples(contents, inside), min_size=1, max_size=3)
    )


nested_lists = lists_of(lists_of(lists_of(st.just(""))))
documents = st.lists(st.one_of(paragraphs, nested_lists), max_size=4).map("".join)
SPACED_PIECES = ["\n", "\n\n", "- ", "1. ", "2. ", "+ ", "  ", " ", "\t", "\\\n"]
PIECES = [*"*_`[\\abé#<>!~:|()", "**", "***", "](/x)", "](https://a.b)", "&amp;", "&nbsp;", "---"]
markdown_pieces = st.sampled_from(SPACED_PIECES + PIECES)
markdowns = st.lists(st.one_of(markdown_pieces, st.characters()), max_size=14).map("".join)


@pytest.mark.parametrize(("markdown", "html"), PAIRS)
def test_canonical_pair_converts_both_ways(markdown, html):
    assert markdown_to_html(markdown) == html
    assert html_to_markdown(html) == markdown


@pytest.mark.parametrize(("source", "canonical"), LOOSE_MARKDOWN)
def test_loose_markdown_becomes_canonical(source, canonical):
    assert canonical_markdown(source) == canonical
    assert html_to_markdown(markdown_to_html(source)) == canonical


@pytest.mark.parametrize(("source", "canonical"), LOOSE_HTML)
def test_loose_html_becomes_canonical(source, canonical):
    assert markdown_to_html(html_to_markdown(source)) == canonical


@pytest.mark.parametrize(("source", "line", "reason"), REFUSED_MARKDOWN)
def test_other_markdown_is_refused_with_its_line(source, line, reason):
    with pytest.raises(RichTextError) as refusal:
        markdown_to_html(source)

    assert (refusal.value.line, refusal.value.reason) == (line, reason)


@pytest.mark.parametrize(("source", "reason"), REFUSED_HTML)
def test_other_html_is_refused(source, reason):
    with pytest.raises(RichTextError) as refusal:
        html_to_markdown(source)

    assert (refusal.value.line, refusal.value.reason) == (None, reason)


@pytest.mark.parametrize("address", REFUSED_ADDRESSES)
def test_other_addresses_are_refused_on_both_sides(address):
    reason = (
        f"the link “two words” goes to '{address}'; "
        "a link goes to a path of this site (/…) or to https://…"
    )

    with pytest.raises(RichTextError) as from_markdown:
        markdown_to_html(f"a\n[two *words*]({address})")
    with pytest.raises(RichTextError) as from_html:
        html_to_markdown(f'<p><a href="{address}">two <i>words</i></a></p>')

    assert (from_markdown.value.line, from_markdown.value.reason) == (2, reason)
    assert from_html.value.reason == reason


@settings(deadline=None)
@given(documents)
def test_html_keeps_what_a_reader_sees(html):
    markdown = html_to_markdown(html)
    canonical = markdown_to_html(markdown)

    assert visible(canonical) == visible(html)
    assert visible(MarkdownIt("commonmark").render(markdown)) == visible(html)


@settings(deadline=None)
@given(documents)
def test_html_has_one_canonical_writing_on_each_side(html):
    markdown = html_to_markdown(html)
    canonical = markdown_to_html(markdown)

    assert html_to_markdown(canonical) == markdown
    assert canonical_markdown(markdown) == markdown


@settings(deadline=None)
@given(markdowns)
def test_markdown_is_refused_or_has_one_canonical_writing_on_each_side(source):
    try:
        html = markdown_to_html(source)
    except RichTextError:
        return

    markdown = html_to_markdown(html)
    assert markdown == canonical_markdown(source)
    assert markdown_to_html(markdown) == html


@pytest.mark.parametrize("name", ["naughty", "people_and_answers"])
def test_naughty_strings_stay_plain_text(name):
    lines = shared_path(f"corpora/strings/{name}.jsonl").read_text(encoding="utf-8").splitlines()

    for payload in (json.loads(line)["payload"] for line in lines):
        html = f"<p>{escape(payload, quote=False)}</p>"
        assert visible(markdown_to_html(html_to_markdown(html))) == visible(html)
