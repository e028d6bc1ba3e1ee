from django.urls import path

from handouts import views

app_name = "handouts"

MODULE = "library/<uuid:module_uuid>/"
LESSON = f"{MODULE}lessons/<uuid:lesson_uuid>/"

urlpatterns = [
    path(MODULE, views.ready_in_ten, name="ready_in_ten"),
    path(f"{MODULE}show/", views.show, name="show"),
    path(f"{MODULE}sheet/", views.module_sheet, name="module_sheet"),
    path(f"{LESSON}summary/", views.summary, name="lesson_summary"),
    path(f"{LESSON}worksheet/", views.writing, name="worksheet"),
    path(f"{MODULE}roles/", views.roles, name="role_cards"),
    path(f"{MODULE}paper/", views.quiz_paper, name="quiz_paper"),
    path(f"{MODULE}letter/", views.letter, name="parent_letter"),
    path(f"{MODULE}link/", views.module_link, name="module_link"),
]
