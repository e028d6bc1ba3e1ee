from django.urls import path

from administration import views

app_name = "administration"

SCHOOL = "<uuid:school_uuid>/"
MEMBER = f"{SCHOOL}staff/<uuid:member_uuid>/"

urlpatterns = [
    path("", views.choose, name="choose"),
    path(SCHOOL, views.school, name="school"),
    path(f"{SCHOOL}staff/", views.staff, name="staff"),
    path(f"{SCHOOL}staff/links/<uuid:invite_uuid>/withdraw/", views.withdraw, name="withdraw"),
    path(MEMBER, views.member, name="member"),
    path(f"{MEMBER}role/", views.role, name="role"),
    path(f"{MEMBER}leave/", views.leave, name="leave"),
    path(f"{SCHOOL}classes/give/", views.give_class, name="give_class"),
    path(f"{SCHOOL}safeguarding/", views.safeguarding, name="safeguarding"),
    path(f"{SCHOOL}settings/", views.settings, name="settings"),
    path(f"{SCHOOL}kept/", views.kept, name="kept"),
]
