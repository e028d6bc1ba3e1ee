"""What every lesson block shares: its template by name, its preview, its id in the context."""

from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]
PREVIEW_TEMPLATE = "courses/block_preview.html"


class LessonBlock(blocks.StructBlock):
    """A block of a lesson step. Its template is `templates/courses/blocks/<name>.html`."""

    class Meta:
        preview_template = PREVIEW_TEMPLATE


def rich_text(**kwargs) -> blocks.RichTextBlock:
    """A rich text field with the few features a lesson needs."""
    return blocks.RichTextBlock(features=RICH_TEXT_FEATURES, **kwargs)
