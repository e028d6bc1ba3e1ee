from django.urls import path

from support import views

app_name = "support"

urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:code>/", views.country, name="country"),
]
