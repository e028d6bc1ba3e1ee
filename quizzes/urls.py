from django.urls import path

from quizzes import views

app_name = "quizzes"

urlpatterns = [
    path("<uuid:quiz_uuid>/start/", views.start, name="start"),
    path("<uuid:quiz_uuid>/guest/", views.guest, name="guest"),
    path("<uuid:attempt_uuid>/<int:number>/", views.question, name="question"),
    path("<uuid:attempt_uuid>/end/", views.end, name="end"),
]
