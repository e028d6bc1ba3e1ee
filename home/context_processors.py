"""What the frame of every page needs: who is here, where they can go, where Quick exit leads."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from core.languages import EXIT, in_language, language_of, without_language
from organizations.middleware import IDLE_COOKIE

# In the session since sign-in, so that the frame of a page asks for no rights.
IS_EDITOR = "is_editor"
IS_ADMIN = "is_organization_admin"


@dataclass(frozen=True)
class Person:
    """Whoever is signed in, as the frame sees them."""

    is_student: bool
    is_editor: bool
    is_admin: bool
    on_shared_device: bool

    @property
    def is_staff(self) -> bool:
        return not self.is_student


@dataclass(frozen=True)
class NavEntry:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class OtherLanguage:
    """A language to choose, in its own words."""

    code: str
    name: str
    url: str


def frame(request: HttpRequest) -> dict:
    """Return what `base.html` needs. No query beyond session and user.

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
        "other_languages": other_languages(request),
    }


def other_languages(request: HttpRequest) -> list[OtherLanguage]:
    """Return where this page is in the other languages of the site; none at a shared address."""
    here = get_language()
    if language_of(request) != here or without_language(request.path).startswith(EXIT):
        return []
    return [
        OtherLanguage(code, get_language_info(code)["name_local"], in_language(request.path, code))
        for code, _name in settings.LANGUAGES
        if code != here
    ]


def is_anonymous_zone(request: HttpRequest) -> bool:
    return without_language(request.path).startswith(("/help/", "/exit/"))


def person_of(request: HttpRequest) -> Person | None:
    """Return whoever is signed in; an editor's preview shows what it shows to a guest."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "is_preview", False):
        return None
    return Person(
        is_student=user.is_student,
        is_editor=request.session.get(IS_EDITOR, False),
        is_admin=request.session.get(IS_ADMIN, False),
        on_shared_device=IDLE_COOKIE in request.COOKIES,
    )


def entries(person: Person | None) -> list[tuple[str, str]]:
    """Return the main navigation as (label, address); an entry comes with its page."""
    if person is None or person.is_student:
        return [learn(), (_("My learning"), reverse("progress:my_learning"))]
    teaching = [
        (_("Classes"), reverse("teaching:classes")),
        (_("Lesson library"), reverse("teaching:library")),
    ]
    if person.is_admin:
        teaching.append((_("School"), reverse("administration:choose")))
    if person.is_editor:
        return [(_("Edit content"), reverse("wagtailadmin_home")), learn(), *teaching]
    return teaching


def learn() -> tuple[str, str]:
    return _("Learn"), reverse("courses:catalog")
