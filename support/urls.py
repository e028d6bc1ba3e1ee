from django.urls import path

from support.views import directory

app_name = "support"

urlpatterns = [
    path("", directory.start, name="start"),
    path("<slug:code>/", directory.country, name="country"),
]
