"""The letter writer: what it asks, and the letter. Nothing here looks at session or user.

With a script, the letter is written on the device. Without, what was typed comes here once, and is
gone with the response.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from core.same_origin import same_origin_form
from support.forms import LetterForm
from support.keeping import is_for_keeping
from support.letters import Letter, country_letters
from support.queries import directory
from support.views.choosing import FOR_A_LETTER, asked_or_sent_on, country_page
from support.views.directory import COUNTRIES
from support.views.unstored import unstored

# In a folder of downloads it says nothing about what it is.
FILE_NAME = "letter.txt"


@require_safe
@unstored
def choose_country(request: HttpRequest) -> HttpResponse:
    return asked_or_sent_on(request, FOR_A_LETTER)


@same_origin_form
@sensitive_post_parameters()
@unstored
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The form for one country, with the letter of whoever sent it without a script."""
    place = COUNTRIES.get(code.lower())
    if place is None:
        return country_page(request, FOR_A_LETTER, status=404)
    now = timezone.now()
    lines = directory(place, on=timezone.localdate(now), is_kept=is_for_keeping(request))
    letters = country_letters(place, lines, at=now)
    form = LetterForm(request.POST if request.method == "POST" else None)
    written = letters.write(form.cleaned_data) if form.is_valid() else None
    if written and request.POST.get("as") == "txt":
        return text_file(written)
    context = {"place": place, "code": code.lower(), "form": form}
    context |= {"letters": letters, "letter": written, "blank": letters.blank_link}
    # Django's messages live in the session, which this page leaves alone.
    context["messages"] = []
    return render(request, "support/letter.html", context, status=422 if form.errors else 200)


def text_file(written: Letter) -> HttpResponse:
    response = HttpResponse(written.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
