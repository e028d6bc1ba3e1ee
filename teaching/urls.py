from django.urls import path

from teaching.views import (
    assigning,
    class_life,
    classes,
    extensions,
    groups,
    rosters,
    students,
    work,
)

app_name = "teaching"

CLASS = "classes/<uuid:class_uuid>/"
WORK = f"{CLASS}assigned/<uuid:assignment_uuid>/"
EXTENSION = f"{WORK}extensions/<uuid:extension_uuid>/"
UNDO, NO_UNDO = {"is_undo": True}, {"is_undo": False}
GROUP = f"{CLASS}groups/<uuid:group_uuid>/"
STUDENT = f"{CLASS}students/<uuid:student_uuid>/"

urlpatterns = [
    path("", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new_class"),
    path("new-year/", class_life.new_year, name="new_year"),
    path(CLASS, classes.class_page, name="class"),
    path(f"{CLASS}modules/<uuid:module_uuid>/", classes.class_lessons, name="class_lessons"),
    path(f"{CLASS}talk/", classes.talk, name="talk"),
    path(f"{CLASS}code/", classes.code, name="code"),
    path(f"{CLASS}joining/", classes.joining, name="joining"),
    path(f"{CLASS}assign/", assigning.assign, name="assign"),
    path(f"{CLASS}assign/<uuid:module_uuid>/", assigning.assign_some, name="assign_some"),
    path(WORK, work.work, name="work"),
    path(f"{WORK}open/", work.open_answers, name="open_answers"),
    path(f"{WORK}withdraw/", assigning.withdraw, name="withdraw"),
    path(f"{WORK}restore/", assigning.restore, name="restore"),
    path(f"{WORK}undo/", assigning.undo_assignment, name="undo_assigning"),
    path(f"{WORK}extensions/", extensions.extend, name="extend"),
    path(f"{EXTENSION}take-back/", extensions.take_back, NO_UNDO, name="take_back_extension"),
    path(f"{EXTENSION}undo/", extensions.take_back, UNDO, name="undo_extension"),
    path(f"{CLASS}groups/", groups.groups, name="groups"),
    path(GROUP, groups.group, name="group"),
    path(f"{CLASS}settings/", classes.class_settings, name="class_settings"),
    path(f"{CLASS}teachers/", class_life.teachers, name="teachers"),
    path(
        f"{CLASS}teachers/<uuid:teacher_uuid>/remove/",
        class_life.remove_teacher,
        name="remove_teacher",
    ),
    path(f"{CLASS}hand-over/", class_life.hand_over, name="hand_over"),
    path(f"{CLASS}archive/", class_life.archive, name="archive"),
    path(f"{CLASS}bring-back/", class_life.bring_back, name="bring_back"),
    path(f"{CLASS}duplicate/", class_life.duplicate, name="duplicate"),
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
    path(f"{STUDENT}move/", students.move, name="move"),
    path(f"{STUDENT}remove/", students.remove, name="remove"),
    path(f"{STUDENT}decide/", students.decide, name="decide"),
    path("library/", assigning.library, name="library"),
]
