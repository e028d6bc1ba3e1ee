"""A moderator's yes, given without the form: from the list of what waits, or with a comment."""

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.fields import StreamField
from wagtail.snippets.views import snippets

from upkeep.content_checks import blocking
from upkeep.panels import problems_of

APPROVE = "approve"


def why_kept(draft) -> list[str]:
    """Return what keeps a draft from its readers, a line each, as its form would say it."""
    found = blocking(problems_of(draft)) if hasattr(draft, "content_checks") else []
    reasons = [": ".join(filter(None, (problem.where, problem.why))) for problem in found]
    return reasons or ([] if is_whole(draft) else [_("Something that readers need is missing.")])


def is_whole(draft) -> bool:
    """Whether a draft has all that a published page or snippet needs; a saved one may lack it."""
    try:
        draft.full_clean()
        for field in draft._meta.fields:
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(draft, field.name))
    except ValidationError:
        return False
    return True


class AnsweredByWayBack:
    """Answers a decision from outside the form, whether a dialog asked for it or a page."""

    def go_back(self):
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(
                self.request, {"step": "success", "redirect": self.redirect_url}
            )
        return redirect(self.redirect_url)


class KeptUntilMended(AnsweredByWayBack):
    """Refuses a yes to what the form would refuse to publish; says why, and leads to the form."""

    def post(self, request, *args, **kwargs):
        reasons = why_kept(self.task_state.revision.as_object())
        if self.action_name != APPROVE or not reasons:
            return super().post(request, *args, **kwargs)
        for reason in reasons:
            messages.error(
                request, _("Nothing was published. First mend: %(reason)s") % {"reason": reason}
            )
        self.redirect_url = reverse(self.redirect_url_name, args=[quote(self.object.pk)])
        return self.go_back()


class WorkflowActionView(KeptUntilMended, snippets.WorkflowActionView):
    """That of a snippet with content checks."""
