"""What every lesson block shares: its template by name and its preview."""

from wagtail import blocks

PREVIEW_TEMPLATE = "courses/block_preview.html"


class LessonBlock(blocks.StructBlock):
    """A block of a lesson step. Its template is `templates/courses/blocks/<name>.html`."""

    class Meta:
        preview_template = PREVIEW_TEMPLATE
