"""Playing a scenario. The way travels in the form alone: no row, no cookie, no address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_post_parameters

from core.confidential import guard_response
from core.same_origin import same_origin_form
from labs import queries
from labs.forms import WayForm
from labs.models import Scenario
from labs.walking import walk


@sensitive_post_parameters()
@same_origin_form
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """The beginning by GET; each moment and the ending as the answer to a post of the way."""
    page = get_object_or_404(queries.public_scenarios(), key=key)
    form = WayForm(request.POST if request.method == "POST" else None)
    response = play(request, page, form) if form.is_valid() else begin(request, page)
    return guard_response(response, page.sensitivity)


def begin(request: HttpRequest, page: Scenario) -> HttpResponse:
    return render(request, "labs/scenario_start.html", {"scenario": page})


def play(request: HttpRequest, page: Scenario, form: WayForm) -> HttpResponse:
    walked = walk(page.content(), form.choices_made)
    context = {
        "scenario": page,
        "walk": walked,
        "way": " ".join(walked.way),
        "earlier": [
            {"title": step.node["title"], "choice": step.choice["text"], "way": walked.way[:place]}
            for place, step in enumerate(walked.taken)
        ],
        "is_alone": form.cleaned_data["alone"],
        "is_together": form.cleaned_data["together"],
    }
    template = "labs/scenario_end.html" if walked.is_over else "labs/scenario_moment.html"
    return render(request, template, context)
