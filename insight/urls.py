from django.urls import path

from insight import views

app_name = "insight"

CLASS = "classes/<uuid:class_uuid>/"

urlpatterns = [
    path(f"{CLASS}questions/<uuid:module_uuid>/", views.question_insight, name="question_insight"),
    path(f"{CLASS}insight/<uuid:module_uuid>/", views.module_insight, name="module_insight"),
    path(f"{CLASS}over-time/", views.over_time, name="over_time"),
    path(f"{CLASS}misconceptions/", views.misconceptions, name="misconceptions"),
    path(f"{CLASS}export/", views.export, name="export"),
]
