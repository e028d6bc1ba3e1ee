"""The site's addresses with the gallery's, as in debug."""

from config.urls import urlpatterns as site
from home.gallery_urls import urlpatterns as gallery

handler403, handler404 = "home.views.forbidden", "home.views.not_found"
urlpatterns = [*gallery, *site]
