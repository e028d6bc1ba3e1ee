"""What the frame of every page needs: who is here, where they can go, where Quick exit leads."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.middleware import IDLE_COOKIE


@dataclass(frozen=True)
class Person:
    """Whoever is signed in, as the frame sees them."""

    is_student: bool
    on_shared_device: bool

    @property
    def is_staff(self) -> bool:
        return not self.is_student


@dataclass(frozen=True)
class NavEntry:
    label: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict:
    """Return `nav`, `person`, `is_nobody_known` and `exit_to`. No query beyond session and user.

    Under /help/ and /exit/ nobody is looked at: these pages touch neither session nor user.
    """
    is_nobody_known = is_anonymous_zone(request)
    person = None if is_nobody_known else person_of(request)
    found = [learn()] if is_nobody_known else entries(person)
    here = max((url for _label, url in found if request.path.startswith(url)), key=len, default="")
    return {
        "nav": [NavEntry(label, url, url == here) for label, url in found],
        "person": person,
        "is_nobody_known": is_nobody_known,
        "exit_to": settings.EXIT_URL,
    }


def is_anonymous_zone(request: HttpRequest) -> bool:
    return request.path.startswith(("/help/", "/exit/"))


def person_of(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Person(is_student=user.is_student, on_shared_device=IDLE_COOKIE in request.COOKIES)


def entries(person: Person | None) -> list[tuple[str, str]]:
    """Return the main navigation as (label, address); an entry comes with its page."""
    if person is None or person.is_student:
        return [learn(), (_("My learning"), reverse("progress:my_learning"))]
    return [
        (_("Classes"), reverse("teaching:classes")),
        (_("Lesson library"), reverse("teaching:library")),
    ]


def learn() -> tuple[str, str]:
    return _("Learn"), "/learn/"
