"""The page of corrections: what was wrong or changed, on which day. It looks at nobody."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from support.models import STARTER_CONTENT, Correction
from support.queries import public_corrections
from support.views.unstored import unstored

# With this many a page stays below the 20 KB that every help page may weigh.
CORRECTIONS_A_PAGE = 20


@require_safe
@unstored
def corrections(request: HttpRequest) -> HttpResponse:
    found = Paginator(public_corrections(on=timezone.localdate()), CORRECTIONS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "publications": publications(page.object_list),
        "from_files": STARTER_CONTENT,
        # Django's messages live in the session, which this page leaves alone.
        "messages": [],
    }
    return render(request, "support/corrections.html", context)


def publications(found: list[Correction]) -> list[list[Correction]]:
    """Return corrections, newest first, in groups: those of one record, one day and one reason."""

    def publication(one: Correction) -> tuple:
        return timezone.localdate(one.at), one.kind, one.key, one.why

    return [list(group) for _publication, group in groupby(found, key=publication)]
