"""The two pages every site has in each of its languages: the front page and the catalogue below."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from courses.models import CatalogPage
from home.models import HomePage


def ensure_front_door(language: str) -> CatalogPage:
    """Return the catalogue in a language, made with its front page where they are missing.

    Those of the site's own language come first: the others are their translations.
    """
    source = None
    if language != settings.LANGUAGE_CODE:
        source = ensure_front_door(settings.LANGUAGE_CODE)
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    home = HomePage.objects.filter(locale=locale).first() or make_home(locale)
    catalog = CatalogPage.objects.child_of(home).first()
    if catalog is None:
        with translation.override(language):
            words = _("Learn")
        catalog = CatalogPage(title=words, slug="learn", heading=words, locale=locale)
        if source:
            catalog.translation_key = source.translation_key
        home.add_child(instance=catalog)
    return catalog


def make_home(locale: Locale) -> HomePage:
    """Make the front page in a language; the first one takes the place of Wagtail's welcome."""
    if locale.language_code != settings.LANGUAGE_CODE:
        return translated_home(locale)
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


def translated_home(locale: Locale) -> HomePage:
    """Make the translation of the site's front page, beside it in the tree."""
    own = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    home = HomePage(
        title=own.title,
        slug=f"{own.slug}-{locale.language_code}",
        heading=own.heading,
        locale=locale,
        translation_key=own.translation_key,
    )
    own.add_sibling("last-sibling", instance=home)
    return home
