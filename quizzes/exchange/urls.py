from django.urls import path

from quizzes.exchange import views

app_name = "exchange"

urlpatterns = [
    path("import/", views.import_file, name="import"),
    path("import/confirm/", views.confirm, name="confirm"),
    path("export/", views.export, name="export"),
]
