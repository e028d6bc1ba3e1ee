"""The address of the component gallery; config.urls has it in debug only."""

from django.urls import path

from home.views import gallery

urlpatterns = [path("_ui/", gallery, name="gallery")]
