from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    name = "users"
    default = True


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our own views of it (see `users.viewsets`)."""

    user_viewset = "users.viewsets.StaffViewSet"
