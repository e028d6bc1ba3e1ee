from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("search/", views.search, name="search"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("after-sign-in/", views.after_sign_in, name="after_sign_in"),
]
