"""`{% cells row %}`: one student's cells in the grid."""

from django import template

from teaching.components import cells_html

register = template.Library()

register.simple_tag(cells_html, name="cells")
