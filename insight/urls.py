from django.urls import path

from insight import views

app_name = "insight"

CLASS = "classes/<uuid:class_uuid>/"

urlpatterns = [
    path(f"{CLASS}questions/<uuid:module_uuid>/", views.question_insight, name="question_insight"),
]
