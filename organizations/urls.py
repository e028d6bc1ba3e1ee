from django.urls import path

from organizations import views

app_name = "join"

urlpatterns = [
    path("", views.code, name="code"),
    path("nickname/", views.nickname, name="nickname"),
    path("done/", views.done, name="done"),
    path("back/", views.back, name="back"),
    path("out/", views.sign_out, name="sign_out"),
    path("staff/<str:token>/", views.staff, name="staff"),
    path("way-back-read/", views.way_back_read, name="way_back_read"),
]
