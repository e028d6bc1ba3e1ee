from django.urls import path

from upkeep import views

app_name = "upkeep"

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("calendar/", views.calendar, name="calendar"),
    path("coverage/", views.coverage, name="coverage"),
    path("reviews/<int:content_type>/<int:pk>/", views.new_review, name="new_review"),
    path("reviews/<int:pk>/end/", views.end_of_review, name="end_review"),
    path("<slug:kind>/<int:pk>/", views.check, name="check"),
    path("<slug:kind>/<int:pk>/shown/", views.shown, name="shown"),
]
