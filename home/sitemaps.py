"""The addresses search engines may list: open public pages only (decision 11)."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from core.enums import Sensitivity
from core.languages import in_language
from courses.models import CoursePage, LessonPage
from courses.queries import page_url, public_modules


class CoursesSitemap(Sitemap):
    """Course pages of every sensitivity, so that people find them."""

    def items(self):
        courses = CoursePage.objects.live().with_restriction().filter(is_restricted=False)
        return courses.order_by("path")

    def location(self, page):
        return page_url(page)


class ModulesSitemap(Sitemap):
    """Open modules."""

    def items(self):
        return public_modules().filter(sensitivity=Sensitivity.OPEN)

    def location(self, page):
        return page_url(page)


class LessonsSitemap(Sitemap):
    """Open lessons of open modules, by their first step."""

    def items(self):
        open_modules = tuple(public_modules().filter(sensitivity=Sensitivity.OPEN))
        lessons = LessonPage.objects.live().filter(sensitivity=Sensitivity.OPEN).order_by("path")
        return [page for page in lessons if any(page.is_child_of(m) for m in open_modules)]

    def location(self, page):
        return page.step_url(1)


class PlainPagesSitemap(Sitemap):
    """Pages without a record behind them."""

    def items(self):
        pages = ["/", "/learn/", "/help/", "/privacy/", "/accessibility/"]
        return [in_language(page, code) for page in pages for code, _name in settings.LANGUAGES]

    def location(self, address):
        return address


SITEMAPS = {
    "pages": PlainPagesSitemap,
    "courses": CoursesSitemap,
    "modules": ModulesSitemap,
    "lessons": LessonsSitemap,
}
