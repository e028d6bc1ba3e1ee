from django.contrib.sitemaps.views import sitemap
from django.urls import path

from home import views
from home.sitemaps import SITEMAPS

app_name = "home"

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("after-sign-in/", views.after_sign_in, name="after_sign_in"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
