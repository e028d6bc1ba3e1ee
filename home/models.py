"""The front door: `/`."""

from django.utils.translation import gettext_lazy as _

from core.models import BasePage


class HomePage(BasePage):
    """The landing page: help first, then a class code, then the courses."""

    subpage_types = ["courses.CatalogPage"]
    page_description = _("The front page of the site.")

    template = "home/home_page.html"

    def get_context(self, request, *args, **kwargs):
        from home.queries import front_page  # noqa: PLC0415 -- queries read these models

        return {**super().get_context(request, *args, **kwargs), **front_page(request.user)}
