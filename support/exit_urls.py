from django.urls import path

from support import views

app_name = "exit"

urlpatterns = [
    path("", views.leave, name="leave"),
    path("carry-on/", views.carry_on, name="carry_on"),
    path("help/", views.help_after_exit, name="help"),
]
