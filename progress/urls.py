from django.urls import path

from progress import views

app_name = "progress"

urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("begin/", views.begin, name="begin"),
    path("keep/", views.keep_from_device, name="keep_from_device"),
    path("lessons/<uuid:lesson_uuid>/<int:step>/", views.continue_lesson, name="continue_lesson"),
    path("lessons/<uuid:lesson_uuid>/<int:step>/stop/", views.stop_here, name="stop_here"),
]
