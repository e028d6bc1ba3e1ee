"""Progress in the margins of other rooms' pages; nothing at all for people without an account."""

from django import template

from progress.enums import SkillState
from progress.models import SkillProgress

register = template.Library()


@register.inclusion_tag("progress/continue.html", takes_context=True)
def continue_step(context, page, number: int, next_url: str, is_last: bool):
    """Continue: a form that saves the place for a student, a plain link for everybody else."""
    request = context["request"]
    user = getattr(request, "user", None)
    is_preview = getattr(request, "is_preview", False)
    return {
        "is_student": bool(
            user and user.is_authenticated and user.is_student and not is_preview
        ),
        "page": page,
        "number": number,
        "next_url": next_url,
        "is_last": is_last,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def skill_states(context, skills) -> dict[str, SkillState]:
    """Map the keys of a result's skills to the student's states. One query; none for guests."""
    user = context["request"].user
    if not user.is_authenticated or not user.is_student:
        return {}
    rows = SkillProgress.objects.filter(user=user, skill__key__in=[s.key for s in skills])
    return {key: SkillState(state) for key, state in rows.values_list("skill__key", "state")}
