"""`{% table_rows %}`, `{% spread_bar %}`, `{% group_names %}`: the class grid, see ADR 0004."""

from django import template

from teaching.components import group_names, spread_bar, table_rows

register = template.Library()

register.simple_tag(table_rows)
register.simple_tag(spread_bar)
register.simple_tag(group_names)
