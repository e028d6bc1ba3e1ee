"""Addresses that programs ask for; they have one place, whatever language people read."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from home import views
from home.sitemaps import SITEMAPS

app_name = "machines"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
