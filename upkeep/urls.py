from django.urls import path

from upkeep import views

app_name = "upkeep"

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("coverage/", views.coverage, name="coverage"),
    path("<slug:kind>/<int:pk>/", views.check, name="check"),
    path("<slug:kind>/<int:pk>/shown/", views.shown, name="shown"),
]
