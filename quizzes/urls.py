from django.urls import path

from quizzes.views import attempts, guests

app_name = "quizzes"

urlpatterns = [
    path("<uuid:quiz_uuid>/start/", attempts.start, name="start"),
    path("<uuid:quiz_uuid>/guest/", guests.guest, name="guest"),
    path("<uuid:attempt_uuid>/<int:number>/", attempts.question, name="question"),
    path("<uuid:attempt_uuid>/end/", attempts.end, name="end"),
]
