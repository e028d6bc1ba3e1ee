"""The two pages every site has: the front page and the catalogue below it."""

from wagtail.models import Locale, Page, Site

from courses.models import CatalogPage
from home.models import HomePage


def ensure_front_door(language: str) -> CatalogPage:
    """Return the catalogue, made with its front page and site where they are missing."""
    locale = Locale.objects.get(language_code=language)
    home = HomePage.objects.filter(locale=locale).first() or make_home(locale)
    catalog = CatalogPage.objects.child_of(home).first()
    if catalog is None:
        catalog = CatalogPage(title="Learn", slug="learn", heading="Learn", locale=locale)
        home.add_child(instance=catalog)
    return catalog


def make_home(locale: Locale) -> HomePage:
    """Put our front page in the place of Wagtail's welcome page."""
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home").first()
    home = HomePage(title="Marram", slug="marram", heading="Marram", locale=locale)
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Marram"},
    )
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
    return home
