"""Where outside readers come in, without an account."""

from django.urls import path

from upkeep import views

app_name = "review"

urlpatterns = [
    path("<str:token>/", views.review, name="review"),
    path("<str:token>/draft/", views.review_draft, name="draft"),
]
