from django.urls import path

from handouts import views

app_name = "handouts"

MODULE = "library/<uuid:module_uuid>/"

urlpatterns = [
    path(MODULE, views.ready_in_ten, name="ready_in_ten"),
    path(f"{MODULE}sheet/", views.module_sheet, name="module_sheet"),
    path(f"{MODULE}paper/", views.quiz_paper, name="quiz_paper"),
    path(f"{MODULE}link/", views.module_link, name="module_link"),
]
