"""Schools, youth groups and platforms; their classrooms; who belongs where."""

import hashlib
import secrets
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import AgeBand
from core.models import new_uuid
from organizations.codes import parse_code
from organizations.enums import ExtraTime, KeptFor, MembershipRole, MembershipState, StaffRole

JOINING_STAYS_OPEN = timedelta(hours=24)
ONE_TIME_CODE_LASTS = timedelta(minutes=10)
ONE_TIME_CODE_TRIES = 5
STAFF_LINK_LASTS = timedelta(days=7)


def validate_time_zone(name: str) -> None:
    """Refuse names that are no time zone; a wrong one would shift every due date."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class Organization(models.Model):
    """A school, youth group or platform that runs classes."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/London", validators=[validate_time_zone]
    )
    # Where its classes are: an ISO 3166 code that `support` knows, "" until somebody said it.
    country = models.CharField(_("country"), max_length=3, blank=True)
    months_kept = models.PositiveSmallIntegerField(
        _("how long a class is kept after its end"), choices=KeptFor, default=KeptFor.YEAR
    )
    # Whom teachers tell when a student tells them something; only staff of the school read it.
    lead_name = models.CharField(_("safeguarding lead"), max_length=80, blank=True)
    lead_reach = models.CharField(_("how to reach them"), max_length=160, blank=True)
    deputy_name = models.CharField(_("deputy"), max_length=80, blank=True)
    deputy_reach = models.CharField(_("how to reach the deputy"), max_length=160, blank=True)
    contact_hours = models.CharField(_("when they can be reached"), max_length=160, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self, now: datetime | None = None) -> date:
        """Return the day it is at the school, by which due days are meant."""
        return timezone.localdate(now, timezone=self.zone)

    @property
    def has_contact(self) -> bool:
        """Whether teachers can read here whom they tell."""
        return bool(self.lead_name and self.lead_reach)

    def beginning_of(self, day: date) -> datetime:
        """Return the first moment of a day at the school, in UTC."""
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)


class StaffQuerySet(models.QuerySet):
    def present(self):
        """Who has not left by now: asked of the clock, so that no task has to run at midnight."""
        return self.exclude(leaves_at__lte=timezone.now())

    def gone(self):
        return self.filter(leaves_at__lte=timezone.now())

    def admins(self):
        return self.filter(role=StaffRole.ADMIN)

    def staying(self):
        """Who has no leave date, not even one to come."""
        return self.filter(leaves_at=None)


class StaffMembership(models.Model):
    """A member of staff in an organization, until the day they leave it.

    From `leaves_at`, the beginning of a day at the school, they see no class of it.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="staff")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_memberships"
    )
    role = models.CharField(max_length=10, choices=StaffRole)
    leaves_at = models.DateTimeField(null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="one_role_each")
        ]

    def __str__(self):
        return f"{self.get_role_display()} of {self.organization}"

    @property
    def leaves_on(self) -> date | None:
        """The first day on which they see nothing of the school any more, by its own calendar."""
        return self.organization.today(self.leaves_at) if self.leaves_at else None

    @property
    def has_left(self) -> bool:
        return self.leaves_at is not None and self.leaves_at <= timezone.now()


def new_staff_token() -> str:
    """Return what a link for staff cannot be guessed without: 192 random bits."""
    return secrets.token_urlsafe(24)


def staff_token_hash(token: str) -> str:
    """Return what is stored of a token. It is as random as a key, so one round of hashing does."""
    return hashlib.sha256(token.encode()).hexdigest()


def staff_link_end() -> datetime:
    """Return the moment until which a link for staff that is made now is good."""
    return timezone.now() + STAFF_LINK_LASTS


class StaffInviteQuerySet(models.QuerySet):
    def open(self):
        """Which can still be used."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class StaffInvite(models.Model):
    """A link with which one person joins the staff of an organization: once, within seven days.

    Whoever has the link may use it; only its hash is here, so nobody can read it out again.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="staff_invites")
    role = models.CharField(max_length=10, choices=StaffRole)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=staff_link_end)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = StaffInviteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"link for {self.get_role_display()} of {self.organization}"


class ClassroomQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The classrooms a person may open as a teacher: their own, until they leave the school."""
        if not user.is_authenticated or user.is_student:
            return self.none()
        # A person is on the staff of a school once and in a class once, so no class comes twice.
        stays = models.Q(organization__staff__leaves_at=None)
        leaves_later = models.Q(organization__staff__leaves_at__gt=timezone.now())
        return self.filter(
            stays | leaves_later,
            organization__staff__user=user,
            memberships__user=user,
            memberships__role=MembershipRole.TEACHER,
        )

    def current(self):
        """Classes at work: not in the archive."""
        return self.filter(archived_at=None)

    def with_teacher_here(self):
        """Add `has_teacher`: whether somebody teaches the class who has not left the school."""
        here = Membership.objects.teachers_here().filter(classroom=models.OuterRef("pk"))
        return self.annotate(has_teacher=models.Exists(here))


class Classroom(models.Model):
    """A class. Its join code names it for good; joining is open only while a teacher opens it."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="classrooms")
    name = models.CharField(_("class name"), max_length=40)
    age_band = models.CharField(_("age group"), max_length=10, choices=AgeBand)
    uses_shared_devices = models.BooleanField(_("shared devices"), default=False)
    code_key = models.CharField(max_length=30, unique=True, editable=False)
    joining_open_until = models.DateTimeField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=60)
    # Set by `class_life.archive_classroom`: the class is over, and nobody joins it.
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def code(self) -> str:
        """The join code as people read it: `tern 482 dune`."""
        return str(parse_code(self.code_key))

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def is_joining_open(self, *, now: datetime | None = None) -> bool:
        now = now or timezone.now()
        if self.is_archived:
            return False
        return self.joining_open_until is not None and now < self.joining_open_until


class MembershipQuerySet(models.QuerySet):
    def students(self):
        return self.filter(role=MembershipRole.STUDENT)

    def teachers_here(self):
        """Teachers who can open the class: an account in use, on the staff of its school now."""
        present = StaffMembership.objects.present().filter(
            user=models.OuterRef("user"), organization=models.OuterRef("classroom__organization")
        )
        return self.filter(
            models.Exists(present), role=MembershipRole.TEACHER, user__is_active=True
        )

    def active(self):
        return self.filter(state=MembershipState.ACTIVE)

    def waiting(self):
        return self.filter(state=MembershipState.WAITING)


class Membership(models.Model):
    """A person in a class: a teacher, or a student with the nickname this class knows them by."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=MembershipRole)
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.ACTIVE)
    nickname = models.CharField(_("nickname"), max_length=60, blank=True)
    nickname_key = models.CharField(max_length=120, null=True, editable=False)
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Only teachers of this class see it.")
    )
    join_key = models.UUIDField(null=True, unique=True, editable=False)
    # Students of a class list only: by which a second list knows them (`rosters.plans.roster_key`).
    roster_key = models.CharField(max_length=40, blank=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now)
    # Teachers only: students who joined after this moment are shown as new.
    students_seen_at = models.DateTimeField(default=timezone.now)
    # Teachers only: what changed in the class's modules after this moment is shown as new.
    changes_seen_at = models.DateTimeField(default=timezone.now)
    # Students only: set when somebody came in by a one-time code, until the student has read it.
    way_back_changed_at = models.DateTimeField(null=True, blank=True)
    # Students only: set in one class, it counts for whatever they do (`queries.extra_time_of`).
    extra_time = models.PositiveSmallIntegerField(
        _("extra time"), choices=ExtraTime, default=ExtraTime.NONE
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["nickname_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_membership_each"),
            models.UniqueConstraint(
                fields=["classroom", "nickname_key"], name="one_nickname_in_a_class"
            ),
            models.UniqueConstraint(
                fields=["classroom", "roster_key"],
                condition=~models.Q(roster_key=""),
                name="one_row_of_a_class_list",
            ),
        ]

    def __str__(self):
        return self.nickname or str(self.uuid)

    @property
    def shown_name(self) -> str:
        """What a teacher of the class reads: their own label first, else the nickname."""
        return self.label or self.nickname

    @property
    def is_waiting(self) -> bool:
        return self.state == MembershipState.WAITING


class FormerPlace(models.Model):
    """The name a student had in a class before they were moved: with it, the old class code and
    their pass phrase they still come back, and nobody else in that class gets it.
    """

    wagtail_reference_index_ignore = True

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="former_places")
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="former_places")
    nickname_key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "nickname_key"], name="one_former_nickname_in_a_class"
            )
        ]

    def __str__(self):
        return f"former place of {self.membership_id}"


def one_time_code_end() -> datetime:
    """Return the moment until which a one-time code made now is good."""
    return timezone.now() + ONE_TIME_CODE_LASTS


class OneTimeCode(models.Model):
    """A way back in for one student, made by a teacher: good for 10 minutes, once, 5 tries."""

    wagtail_reference_index_ignore = True

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="one_time_code", primary_key=True
    )
    code_hash = models.CharField(max_length=128)
    expires_at = models.DateTimeField(default=one_time_code_end)
    tries_left = models.PositiveSmallIntegerField(default=ONE_TIME_CODE_TRIES)

    def __str__(self):
        return f"one-time code of {self.membership_id}"

    def is_good(self, *, now: datetime | None = None) -> bool:
        """Whether the code may still be tried."""
        return self.tries_left > 0 and (now or timezone.now()) < self.expires_at
