"""Many values of a group read as one text: thousands of rows take longer than all else."""

from django.db.models import Aggregate, TextField


class Joined(Aggregate):
    """The values of a group as one text, with commas between, in no order; None for no value."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, *args, **context):
        return self.as_sql(*args, function="GROUP_CONCAT", **context)


def split(joined: str | None) -> set[str]:
    return set(joined.split(",")) if joined else set()
