"""The task of the workflow in which somebody else reads what an editor changed."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class SecondReaderTask(AbstractGroupApprovalTask):
    """Approval by a group, and never by whoever wrote what is approved."""

    wagtail_reference_index_ignore = True

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if actions and obj.is_written_by(user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Leave out what the user submitted: it waits for somebody else."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve, but nobody their own numbers or laws.")

    class Meta:
        verbose_name = _("second reader")
        verbose_name_plural = _("second readers")
