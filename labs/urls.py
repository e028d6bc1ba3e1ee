from django.urls import path

from labs import views

app_name = "labs"

urlpatterns = [path("<slug:key>/", views.scenario, name="scenario")]
