from django.urls import path

from quizzes.flagging import views

app_name = "flagging"

urlpatterns = [
    path("", views.flagged, name="flagged"),
    path("<int:pk>/settled/", views.settled, name="settled"),
]
