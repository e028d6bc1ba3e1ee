from django.urls import path

from support.views import keeping, leaving

app_name = "exit"

urlpatterns = [
    path("", leaving.leave, name="leave"),
    path("cover/", keeping.kept_cover, name="cover"),
    path("carry-on/", leaving.carry_on, name="carry_on"),
    path("help/", leaving.help_after_exit, name="help"),
]
