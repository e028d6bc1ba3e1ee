"""`manage.py import_roster PATH --classroom UUID`: a class list, or what it would do."""

import json
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organizations.errors import ClassIsOver
from organizations.models import Classroom
from rosters.actions import import_roster
from rosters.plans import Plan, Status, plan_for
from rosters.reading import read, roster_by_headings
from rosters.rows import MAX_FILE, Refused, Roster
from rosters.words import in_words

SOME_REFUSED = 3


class Command(BaseCommand):
    help = "Bring a class in line with a class list. Nobody is taken out of the class."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--classroom", type=uuid.UUID, required=True, metavar="UUID")
        parser.add_argument("--class", dest="group", default="", metavar="SOURCED_ID")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print a JSON object")

    def handle(self, *, path: Path, **options):
        classroom = find_classroom(options["classroom"])
        try:
            roster = roster_in(path, classroom, options["group"])
        except Refused as refusal:
            if options["json"]:
                said = {"refused": {"why": refusal.why, "reason": in_words(refusal)}}
                self.stdout.write(as_text(said))
            raise CommandError(f"{path.name}: {in_words(refusal)}") from refusal
        if options["dry_run"]:
            plan = plan_for(classroom, roster)
        else:
            plan = import_roster(
                by=None, classroom=classroom, roster=roster, with_phrases=False
            ).plan
        self.stdout.write(as_json(plan, roster) if options["json"] else in_lines(plan, roster))
        if plan.counts[Status.REFUSED]:
            raise SystemExit(SOME_REFUSED)


def find_classroom(class_uuid: uuid.UUID) -> Classroom:
    classrooms = Classroom.objects.select_related("organization")
    classroom = classrooms.filter(uuid=class_uuid).first()
    if classroom is None:
        raise CommandError(f"There is no class {class_uuid}.")
    if classroom.is_archived:
        raise CommandError(str(ClassIsOver()))
    return classroom


def roster_in(path: Path, classroom: Classroom, group: str) -> Roster:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    today = classroom.organization.today()
    return roster_by_headings(read(data, today), today).of_one_group(group)


def as_json(plan: Plan, roster: Roster) -> str:
    rows = [
        {
            "line": step.row.line,
            "status": step.status,
            "name": step.name,
            "why": step.row.why,
            "reason": step.reason,
        }
        for step in plan.steps
    ]
    leaving = [str(membership.uuid) for membership in plan.leaving]
    return as_text(
        {"counts": plan.counts, "dropped": roster.dropped, "rows": rows, "leaving": leaving}
    )


def as_text(said: dict) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)


def in_lines(plan: Plan, roster: Roster) -> str:
    """Return a line for each row that changes something or is refused, and the counts."""
    told = [step for step in plan.steps if step.status != Status.SAME]
    lines = [f"line {one.row.line}: {one.status}: {one.name} {one.reason}".strip() for one in told]
    lines += [f"not in the list, stays: {membership.shown_name}" for membership in plan.leaving]
    lines += [f"left out unread: {column}" for column in roster.dropped]
    return "\n".join([*lines, ", ".join(f"{n} {status}" for status, n in plan.counts.items())])
