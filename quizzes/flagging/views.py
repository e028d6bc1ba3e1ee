"""What teachers flagged, at the desk: read it, mend the question, and say that it is settled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from quizzes.desk import check_may, page_frame
from quizzes.flagging.actions import settle_flags
from quizzes.flagging.forms import SettledForm
from quizzes.flagging.queries import flagged_questions
from quizzes.models import Question


@require_safe
def flagged(request: HttpRequest) -> HttpResponse:
    check_may(request.user, "change")
    context = {
        "questions": flagged_questions(),
        "edit_url": Question.snippet_viewset.get_url_name("edit"),
    }
    return render(request, "quizzes/flagged.html", context | page_frame(_("Flagged by teachers")))


@require_POST
def settled(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page said of a question is settled; what came after it was opened is not."""
    check_may(request.user, "change")
    question = get_object_or_404(Question, pk=pk)
    form = SettledForm(request.POST)
    if form.is_valid():
        count = settle_flags(by=request.user, question=question, **form.cleaned_data)
        words = ngettext("%(n)d flag is settled.", "%(n)d flags are settled.", count)
        messages.success(request, words % {"n": count})
    return redirect("flagging:flagged")
