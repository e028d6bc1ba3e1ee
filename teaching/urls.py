from django.urls import path

from teaching.views import assigning, classes, rosters, students, work

app_name = "teaching"

CLASS = "classes/<uuid:class_uuid>/"
STUDENT = f"{CLASS}students/<uuid:student_uuid>/"

urlpatterns = [
    path("", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new_class"),
    path(CLASS, classes.class_page, name="class"),
    path(f"{CLASS}modules/<uuid:module_uuid>/", classes.class_lessons, name="class_lessons"),
    path(f"{CLASS}talk/", classes.talk, name="talk"),
    path(f"{CLASS}code/", classes.code, name="code"),
    path(f"{CLASS}joining/", classes.joining, name="joining"),
    path(f"{CLASS}assign/", assigning.assign, name="assign"),
    path(f"{CLASS}assigned/<uuid:assignment_uuid>/", work.work, name="work"),
    path(f"{CLASS}assigned/<uuid:assignment_uuid>/open/", work.open_answers, name="open_answers"),
    path(f"{CLASS}assigned/<uuid:assignment_uuid>/withdraw/", assigning.withdraw, name="withdraw"),
    path(f"{CLASS}settings/", classes.class_settings, name="class_settings"),
    path(f"{CLASS}seen/", students.seen, name="seen"),
    path(f"{CLASS}changes/seen/", classes.changes_seen, name="changes_seen"),
    path(f"{CLASS}students/", students.students, name="students"),
    path(f"{CLASS}students/import/", rosters.import_list, name="import_list"),
    path(f"{CLASS}students/import/check/", rosters.check_list, name="check_list"),
    path(f"{CLASS}students/export/", rosters.export_list, name="export_list"),
    path(f"{CLASS}students/cards/", rosters.join_cards, name="join_cards"),
    path(STUDENT, students.student, name="student"),
    path(f"{STUDENT}reset/", students.reset, name="reset"),
    path(f"{STUDENT}extra-time/", students.extra_time, name="extra_time"),
    path(f"{STUDENT}remove/", students.remove, name="remove"),
    path(f"{STUDENT}decide/", students.decide, name="decide"),
    path("library/", assigning.library, name="library"),
]
