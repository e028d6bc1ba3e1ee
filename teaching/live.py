"""Whether the page of a class may have changed since somebody got it: a mark, taken in passing.

It rides on the query that finds the class. It is put together from what the page shows and nothing
else, never from rendering. Single answers are no part of it, nor points of a careful or private
try (decision 3): such a try changes it when it begins and when it ends, as it changes the page.

It is SQL by hand (ADR 0027): building the same from expressions takes longer than the whole answer
to a poll may.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django_htmx.http import reswap

from core.epoch import epoch_in_passing
from organizations.models import Classroom
from teaching.queries import NOT_STARTED_AFTER, Member

MARK = Path(__file__).with_name("class_mark.sql").read_text()
JOINED = {"sqlite": "GROUP_CONCAT", "postgresql": "STRING_AGG"}
# Parts are sorted, as databases join in any order: what parts them is nothing that a name is typed
# with, so that a label with a comma stays one part.
APART = "\x1e"
VALUE = re.compile(r"%\((\w+)\)s")
# Inside another query values cannot be named, and a comment would end it.
NAMES = VALUE.findall(MARK)
# Spaces go as well: psycopg looks a query up again where it has less than 4096 characters.
SQL = " ".join(VALUE.sub("%s", re.sub(r"--.*", "", MARK)).split())


def mark_in_passing(class_uuid: UUID, teacher, now: datetime) -> dict:
    """Return the mark of a class, and the epoch, as columns for the query that finds it.

    What other teachers have seen of the class is no part of it.
    """
    field = Classroom._meta.get_field("uuid")
    values = {
        "uuid": field.get_db_prep_value(class_uuid, connection),
        "teacher": teacher.pk,
        "apart": APART,
        "week_ago": connection.ops.adapt_datetimefield_value(now - NOT_STARTED_AFTER),
    }
    sql = SQL.replace("JOINED", JOINED[connection.vendor])
    mark = RawSQL(sql, [values[name] for name in NAMES], TextField())  # noqa: S611 -- a fixed text
    return {"mark": mark, "epoch": epoch_in_passing()}


@dataclass(frozen=True)
class Live:
    """A class as somebody sees it at an address; found with `mark_in_passing`."""

    request: HttpRequest
    classroom: Classroom
    now: datetime

    @property
    def address(self) -> str:
        return self.request.get_full_path()

    @cached_property
    def etag(self) -> str:
        """The mark; nothing can be read from it. What a database joins it joins in any order."""
        classroom, school = self.classroom, self.classroom.organization
        shown = [
            *(self.request.user.pk, self.address, get_language(), classroom.epoch),
            *(classroom.name, classroom.code_key, classroom.archived_at),
            *(school.name, school.time_zone),
            *(classroom.joining_open_until, classroom.is_joining_open(now=self.now)),
            *(timezone.localdate(self.now), school.today(self.now)),
            *sorted(classroom.mark.split(APART)),
        ]
        return f'"{salted_hmac("teaching.live", repr(shown)).hexdigest()}"'

    @property
    def headers(self) -> str:
        """What the next poll says it has already."""
        return json.dumps({"If-None-Match": self.etag})


def live_part(request: HttpRequest, live: Live, template: str, context: Callable) -> HttpResponse:
    """Answer a poll with a part of a page, or with 304.

    It alone says that it may stand in for what is there: a sign-in page or a cover never does.
    """
    unchanged = get_conditional_response(request, etag=live.etag)
    if unchanged:
        return unchanged
    response = render(request, template, context())
    response["ETag"] = live.etag
    return reswap(response, "outerHTML")


# --- How it is looked at -------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """How a teacher looks at the grid; it stands in the address, and every link keeps it."""

    is_sorted_by_need: bool
    hides_names: bool
    is_paused: bool
    module: str

    @classmethod
    def of(cls, query: QueryDict) -> "Look":
        return cls(
            is_sorted_by_need=query.get("sort") == "hand",
            hides_names=query.get("names") == "hidden",
            is_paused=query.get("live") == "off",
            module=query.get("module", ""),
        )

    @cached_property
    def kept(self) -> QueryDict:
        """What an address says of this look."""
        query = QueryDict(mutable=True)
        said = {
            "sort": "hand" if self.is_sorted_by_need else "",
            "names": "hidden" if self.hides_names else "",
            "live": "off" if self.is_paused else "",
            "module": self.module,
        }
        query.update({name: value for name, value in said.items() if value})
        return query


def mixed(students: list[Member], classroom: Classroom, now: datetime) -> list[Member]:
    """Return students in an order of the day, which tells nobody who stands where."""
    day = classroom.organization.today(now)

    def place(student: Member) -> bytes:
        return salted_hmac("teaching.mixed", f"{student.uuid} {day}").digest()

    return sorted(students, key=place)
