"""What a signed-out student sent: it stays in a signed field of the page until they are back.

The field holds nothing but the path and the fields of a post to a student's own page, so never a
pass phrase: the forms of signing in stand behind no door. It is no right: whoever sends it later
passes the same door, and somebody else's attempt does not exist for them.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from users.doors import is_for_students

SALT = "kept-post"
GOOD_FOR_SECONDS = 4 * 60 * 60
MAX_LENGTH = 16 * 1024
CSRF_FIELD = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class KeptPost:
    """A post that waits for its student: the path with its query, and each field's values."""

    path: str
    fields: dict[str, list[str]]

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """The fields as (name, value), one for each hidden input."""
        return [(name, value) for name, values in self.fields.items() for value in values]


def keep(request: HttpRequest) -> str:
    """Return what was posted as a signed field, or "" where it is too long to travel."""
    fields = {name: values for name, values in request.POST.lists() if name != CSRF_FIELD}
    field = signing.dumps([request.get_full_path(), fields], salt=SALT)
    return field if len(field) <= MAX_LENGTH else ""


def read(field: str) -> KeptPost | None:
    """Read the field back, or None where it is too old, was changed, or leads nowhere of ours."""
    try:
        kept = KeptPost(*signing.loads(field, salt=SALT, max_age=GOOD_FOR_SECONDS))
    except signing.BadSignature:
        return None
    is_ours = url_has_allowed_host_and_scheme(kept.path, allowed_hosts=None)
    return kept if is_ours and is_for_students(urlsplit(kept.path).path) else None
