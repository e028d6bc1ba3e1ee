"""Staff accounts in the CMS. No list, form, search or action there has a student."""

from django.shortcuts import get_list_or_404
from wagtail.users.views import bulk_actions, users
from wagtail.users.views.users import UserViewSet

from users.models import User, UserKind


def staff():
    return User.objects.filter(kind=UserKind.STAFF)


class IndexView(users.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().filter(kind=UserKind.STAFF)


class EditView(users.EditView):
    def get_queryset(self):
        return staff()


class DeleteView(users.DeleteView):
    def get_queryset(self):
        return staff()


class HistoryView(users.HistoryView):
    def get_base_object_queryset(self):
        return staff()


class UsageView(UserViewSet.usage_view_class):
    def get_base_object_queryset(self):
        return staff()


class StaffViewSet(UserViewSet):
    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView


class StaffBulkAction:
    """Stands in front of Wagtail's actions on many users at once; a student is not found."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return get_list_or_404(staff(), pk__in=object_ids)


class AssignRole(StaffBulkAction, bulk_actions.AssignRoleBulkAction):
    pass


class Delete(StaffBulkAction, bulk_actions.DeleteBulkAction):
    pass


class SetActiveState(StaffBulkAction, bulk_actions.SetActiveStateBulkAction):
    pass
