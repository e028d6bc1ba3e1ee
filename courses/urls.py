from django.urls import path

from courses import views

app_name = "courses"

LESSON = "<slug:course>/<slug:module>/<slug:lesson>/"

urlpatterns = [
    path("", views.catalog, name="catalog"),
    path("<slug:course>/", views.course, name="course"),
    path("<slug:course>/<slug:module>/", views.module, name="module"),
    path(LESSON, views.lesson, name="lesson"),
    path(f"{LESSON}all/", views.whole_lesson, name="whole_lesson"),
    path(f"{LESSON}done/", views.lesson_done, name="lesson_done"),
    path(f"{LESSON}<int:number>/", views.step, name="step"),
    path(f"{LESSON}<int:number>/check/<str:block_id>/", views.check, name="check"),
]
