from django.urls import path

from teaching.views import assigning, classes, students

app_name = "teaching"

CLASS = "classes/<uuid:class_uuid>/"
STUDENT = f"{CLASS}students/<uuid:student_uuid>/"

urlpatterns = [
    path("", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new_class"),
    path(CLASS, classes.class_page, name="class"),
    path(f"{CLASS}modules/<uuid:module_uuid>/", classes.class_lessons, name="class_lessons"),
    path(f"{CLASS}code/", classes.code, name="code"),
    path(f"{CLASS}joining/", classes.joining, name="joining"),
    path(f"{CLASS}assign/", assigning.assign, name="assign"),
    path(f"{CLASS}assigned/<uuid:assignment_uuid>/withdraw/", assigning.withdraw, name="withdraw"),
    path(f"{CLASS}seen/", students.seen, name="seen"),
    path(f"{CLASS}changes/seen/", classes.changes_seen, name="changes_seen"),
    path(f"{CLASS}students/", students.students, name="students"),
    path(STUDENT, students.student, name="student"),
    path(f"{STUDENT}reset/", students.reset, name="reset"),
    path(f"{STUDENT}decide/", students.decide, name="decide"),
    path("library/", assigning.library, name="library"),
    path("library/<uuid:module_uuid>/", assigning.module_notes, name="module_notes"),
    path("library/<uuid:module_uuid>/link/", assigning.module_link, name="module_link"),
]
