from django.urls import path

from support.views import corrections, directory, keeping, letter, pages, plan

app_name = "support"

urlpatterns = [
    path("", directory.start, name="start"),
    path("friend/", pages.friend, name="friend"),
    path("hide/", pages.hide, name="hide"),
    path("parents/", pages.parents, name="parents"),
    path("teachers/", pages.teachers, name="teachers"),
    path("letter/", letter.choose_country, name="letter_country"),
    path("plan/", plan.choose_country, name="plan_country"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("<slug:code>/", directory.country, name="country"),
    path("<slug:code>/letter/", letter.letter, name="letter"),
    path("<slug:code>/plan/", plan.plan, name="plan"),
    path("<slug:code>/card/", pages.card, name="card"),
    path("<slug:code>/kept/", keeping.kept, name="kept"),
    path("<slug:code>/offline/", keeping.offline, name="offline"),
]
