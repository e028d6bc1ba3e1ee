"""Who may enter where: every address of our own rooms and of allauth, for nine roles.

The numbers are written by hand, in the order of ROLES. A status means: 200 open · 302 sent to a
sign-in or onward · 303 done · 403 not for this kind of person · 404 not theirs, so it does not
exist · 405 not this method. A new address without a row fails the test.
"""

from dataclasses import dataclass, field

ROLES = (
    "guest",
    "student",
    "other_student",
    "teacher",
    "other_teacher",
    "far_teacher",
    "editor",
    "organization_admin",
    "superuser",
)


def everybody(status: int) -> tuple:
    return (status,) * 9


def students(own: int, other: int) -> tuple:
    """Guests come back to their class first; staff have pages of their own."""
    return (302, own, other, 403, 403, 403, 403, 403, 403)


def sent_by_students(own: int, other: int) -> tuple:
    """What a guest sends is kept in a page of coming back, which is no success (403)."""
    return (403, *students(own, other)[1:])


def staff(status: int) -> tuple:
    """Guests sign in first; a student is told no."""
    return (302, 403, 403, status, status, status, status, status, status)


def own_teacher(status: int) -> tuple:
    """Only a teacher of the very class; for all other staff it does not exist."""
    return (302, 403, 403, status, 404, 404, 404, 404, 404)


def school_staff(status: int) -> tuple:
    """Members of a school's staff; editors and superusers belong to none."""
    return (302, 403, 403, status, status, status, 404, status, 404)


def own_admin(status: int) -> tuple:
    """Only who looks after the very school; for all other staff it does not exist."""
    return (302, 403, 403, 404, 404, 404, 404, status, 404)


def account_page(guest: int, status: int) -> tuple:
    """allauth's own pages: never for a student, who has no e-mail and no password of that kind."""
    return (guest, 403, 403, status, status, status, status, status, status)


@dataclass(frozen=True)
class Door:
    """One address: `args` names objects of the world, `body` is what a good POST sends.

    `tells_admin` are canaries that an organization admin may read there, as no one else may.
    """

    name: str
    get: tuple
    post: tuple
    args: tuple = ()
    body: dict = field(default_factory=dict)
    tells_admin: tuple = ()


LESSON = ("course_slug", "module_slug", "lesson_slug")
STEP = (*LESSON, "one")
CLASS, STUDENT = ("class_uuid",), ("class_uuid", "student_uuid")
SCHOOL, MEMBER = ("school_uuid",), ("school_uuid", "member_uuid")

# Which classes there are is told to whoever looks after the school.
CLASS_NAMES = ("Kanari class",)

EXTENSION = (*CLASS, "assignment_uuid", "extension_uuid")

LONE = {"classroom": "lone_class_uuid", "teacher": "colleague_uuid"}
CONTACT = {"lead_name": "Ms Fulmar", "lead_reach": "Room 12"}
SETTINGS = {"country": "GB", "time_zone": "Europe/London", "months_kept": "12"}
LETTER = {"recipient": "platform", "sender": "person", "age": "adult", "links": "", "cases": ""}

DOORS = [
    # Public pages: the same for everybody.
    Door("courses:catalog", everybody(200), everybody(405)),
    Door("courses:course", everybody(200), everybody(405), ("course_slug",)),
    Door("courses:module", everybody(200), everybody(405), ("course_slug", "module_slug")),
    Door("courses:lesson", everybody(302), everybody(405), LESSON),
    Door("courses:whole_lesson", everybody(200), everybody(405), LESSON),
    Door("courses:lesson_done", everybody(200), everybody(405), LESSON),
    Door("courses:step", everybody(200), everybody(405), STEP),
    Door("courses:check", everybody(405), everybody(200), (*STEP, "check_id"), {"show": "1"}),
    Door("home:privacy", everybody(200), everybody(405)),
    Door("home:search", everybody(200), everybody(200), (), {"words": "photo"}),
    Door("home:accessibility", everybody(200), everybody(405)),
    Door("machines:robots", everybody(200), everybody(405)),
    Door("machines:security_txt", everybody(200), everybody(405)),
    Door("machines:sitemap", everybody(200), everybody(200)),
    Door("machines:favicon", everybody(302), everybody(405)),
    Door("home:after_sign_in", everybody(302), everybody(405)),
    Door("support:start", everybody(200), everybody(405)),
    Door("support:country", everybody(200), everybody(405), ("country",)),
    Door("support:card", everybody(200), everybody(405), ("country",)),
    Door("support:friend", everybody(200), everybody(405)),
    Door("support:hide", everybody(200), everybody(405)),
    Door("support:letter_country", everybody(200), everybody(405)),
    Door("support:letter", everybody(200), everybody(200), ("country",), LETTER),
    Door("support:parents", everybody(200), everybody(405)),
    Door("support:plan_country", everybody(200), everybody(405)),
    Door("support:plan", everybody(200), everybody(200), ("country",), {"danger": "no"}),
    Door("support:teachers", everybody(200), everybody(405)),
    Door("support:corrections", everybody(200), everybody(405)),
    Door("support:kept", everybody(200), everybody(405), ("country",)),
    # What a device keeps is nothing to read online.
    Door("support:offline", everybody(302), everybody(405), ("country",)),
    Door("exit:cover", everybody(302), everybody(405)),
    Door("worker:script", everybody(200), everybody(405)),
    Door("exit:leave", everybody(302), everybody(405)),
    Door("exit:carry_on", everybody(405), everybody(303)),
    Door("exit:help", everybody(302), everybody(405)),
    # The door of a class.
    Door("join:code", everybody(200), everybody(200), (), {"code": "class_code"}),
    Door("join:nickname", everybody(302), everybody(200), (), {"state": "joining_state"}),
    Door(
        "join:done",
        everybody(302),
        everybody(200),
        (),
        {"state": "joining_state", "nickname": "a_nickname"},
    ),
    Door("join:back", everybody(200), everybody(422), (), {"code": "class_code"}),
    Door("join:sign_out", everybody(405), everybody(303)),
    # A link for staff: for whoever has it, but never for a student.
    Door(
        "join:staff",
        (200, 403, 403, 200, 200, 200, 200, 200, 200),
        (303, 403, 403, 303, 303, 303, 303, 303, 303),
        ("staff_token",),
        {
            "name": "Ms Gannet",
            "username": "gannet",
            "password1": "calm tern 482 dune",
            "password2": "calm tern 482 dune",
        },
    ),
    Door("join:way_back_read", students(405, 405), sent_by_students(303, 303)),
    # A student's own pages.
    Door("progress:my_learning", (200, *students(200, 200)[1:]), everybody(405)),
    Door("progress:begin", students(302, 302), sent_by_students(405, 405)),
    Door(
        "progress:keep_from_device",
        students(405, 405),
        sent_by_students(303, 303),
        (),
        {"places": "[]"},
    ),
    Door(
        "progress:continue_lesson",
        students(405, 405),
        sent_by_students(303, 303),
        ("lesson_uuid", "one"),
    ),
    Door(
        "progress:stop_here",
        students(405, 405),
        sent_by_students(303, 303),
        ("lesson_uuid", "one"),
    ),
    # Outside readers: whoever has the link.
    Door(
        "review:review",
        everybody(200),
        everybody(302),
        ("review_token",),
        {"name": "A nurse", "text": "Step 2 is unclear."},
    ),
    Door("review:draft", everybody(200), everybody(405), ("review_token",)),
    # Scenarios: anybody may play one, and nothing of it is kept.
    Door(
        "labs:scenario", everybody(200), everybody(200), ("scenario_key",), {"choice": "choice_id"}
    ),
    # Quizzes: anybody may take one, only its owner sees an attempt.
    Door(
        "quizzes:start",
        everybody(200),
        (200, 303, 303, 200, 200, 200, 200, 200, 200),
        ("quiz_uuid",),
    ),
    Door("quizzes:guest", everybody(405), everybody(200), ("quiz_uuid",)),
    Door(
        "quizzes:question",
        students(200, 404),
        sent_by_students(303, 404),
        ("attempt_uuid", "one"),
        {"choice": "option_id", "key": "answer_key"},
    ),
    Door("quizzes:end", students(200, 404), sent_by_students(303, 404), ("attempt_uuid",)),
    # Teaching: any staff may look at the library; a class belongs to its teachers.
    Door("teaching:classes", staff(200), staff(405)),
    Door("teaching:library", staff(200), staff(405)),
    Door("handouts:ready_in_ten", staff(200), staff(405), ("module_uuid",)),
    Door("handouts:show", staff(200), staff(405), ("module_uuid",)),
    Door("handouts:module_sheet", staff(200), staff(405), ("module_uuid",)),
    Door("handouts:lesson_summary", staff(200), staff(405), ("module_uuid", "lesson_uuid")),
    Door("handouts:worksheet", staff(200), staff(405), ("module_uuid", "lesson_uuid")),
    Door("handouts:role_cards", staff(200), staff(405), ("story_module_uuid",)),
    Door("handouts:parent_letter", staff(200), staff(405), ("module_uuid",)),
    Door("handouts:quiz_paper", staff(200), staff(405), ("module_uuid",)),
    Door("handouts:module_link", staff(200), staff(405), ("careful_module_uuid",)),
    Door(
        "teaching:new_class",
        school_staff(200),
        school_staff(303),
        (),
        {"name": "a_class_name", "age_band": "age_band"},
    ),
    Door("teaching:class", own_teacher(200), staff(405), CLASS),
    Door("teaching:class_lessons", own_teacher(200), staff(405), (*CLASS, "module_uuid")),
    Door(
        "insight:question_insight",
        own_teacher(200),
        own_teacher(303),
        (*CLASS, "module_uuid"),
        {"version": "version_uuid", "kind": "confusing"},
    ),
    Door("teaching:talk", own_teacher(200), staff(405), CLASS),
    Door("insight:module_insight", own_teacher(200), staff(405), (*CLASS, "module_uuid")),
    Door("insight:over_time", own_teacher(200), staff(405), CLASS),
    Door("insight:misconceptions", own_teacher(200), staff(405), CLASS),
    Door("insight:export", own_teacher(200), own_teacher(200), CLASS, {"kind": "csv"}),
    Door("teaching:code", own_teacher(200), staff(405), CLASS),
    Door("teaching:joining", staff(405), own_teacher(303), CLASS),
    Door("teaching:assign", own_teacher(200), own_teacher(303), CLASS, {"module": "module_uuid"}),
    Door(
        "teaching:work",
        own_teacher(200),
        own_teacher(303),
        (*CLASS, "assignment_uuid"),
        {"quiz_mode": "check"},
    ),
    Door("teaching:open_answers", staff(405), own_teacher(303), (*CLASS, "assignment_uuid")),
    Door("teaching:withdraw", staff(405), own_teacher(303), (*CLASS, "assignment_uuid")),
    Door("teaching:undo_assigning", staff(405), own_teacher(303), (*CLASS, "assignment_uuid")),
    Door("teaching:restore", staff(405), own_teacher(303), (*CLASS, "assignment_uuid")),
    Door(
        "teaching:assign_some",
        own_teacher(200),
        own_teacher(303),
        (*CLASS, "new_module_uuid"),
        {"who": "some", "students": "student_uuid"},
    ),
    Door(
        "teaching:extend",
        own_teacher(200),
        own_teacher(303),
        (*CLASS, "assignment_uuid"),
        {
            "who": "ticked",
            "students": "student_uuid",
            "due_on": "2099-02-01",
            "reason": "Kanari reason",
        },
    ),
    Door("teaching:take_back_extension", staff(405), own_teacher(303), EXTENSION),
    Door("teaching:undo_extension", staff(405), own_teacher(303), EXTENSION),
    Door("teaching:groups", own_teacher(200), own_teacher(303), CLASS, {"name": "a_class_name"}),
    Door(
        "teaching:group",
        own_teacher(200),
        own_teacher(303),
        (*CLASS, "group_uuid"),
        {"name": "a_class_name"},
    ),
    Door(
        "teaching:class_settings",
        own_teacher(200),
        own_teacher(303),
        CLASS,
        {"name": "a_class_name", "age_band": "age_band"},
    ),
    Door("teaching:new_year", staff(200), staff(422)),
    Door(
        "teaching:teachers",
        own_teacher(200),
        own_teacher(303),
        CLASS,
        {"teacher": "colleague_uuid"},
    ),
    Door("teaching:remove_teacher", own_teacher(200), own_teacher(422), (*CLASS, "own_place_uuid")),
    Door(
        "teaching:hand_over",
        own_teacher(200),
        own_teacher(303),
        CLASS,
        {"teacher": "colleague_uuid"},
    ),
    Door("teaching:archive", own_teacher(200), own_teacher(303), CLASS),
    Door("teaching:bring_back", staff(405), own_teacher(303), CLASS),
    Door("teaching:duplicate", own_teacher(200), own_teacher(303), CLASS, {"name": "a_class_name"}),
    Door("teaching:seen", staff(405), own_teacher(303), CLASS),
    Door("teaching:changes_seen", staff(405), own_teacher(303), CLASS),
    Door("teaching:students", own_teacher(200), staff(405), CLASS),
    Door(
        "teaching:student",
        own_teacher(200),
        own_teacher(303),
        STUDENT,
        {"nickname": "a_nickname"},
    ),
    Door(
        "teaching:import_list", own_teacher(200), own_teacher(200), CLASS, {"pasted": "a_nickname"}
    ),
    Door(
        "teaching:check_list",
        staff(405),
        own_teacher(200),
        CLASS,
        {"read": "class_list", "column_0": "name", "import": "yes"},
    ),
    Door("teaching:export_list", staff(405), own_teacher(200), CLASS),
    Door(
        "teaching:join_cards",
        own_teacher(200),
        own_teacher(200),
        CLASS,
        {"students": "student_uuid", "understood": "on"},
    ),
    # The class to move to is the teacher's own second one.
    Door("teaching:move", own_teacher(200), own_teacher(303), STUDENT, {"to": "second_class_uuid"}),
    Door("teaching:remove", own_teacher(200), own_teacher(303), STUDENT),
    Door("teaching:reset", staff(405), own_teacher(200), STUDENT),
    Door(
        "teaching:extra_time",
        staff(405),
        own_teacher(303),
        STUDENT,
        {"extra_time": "25"},
    ),
    Door(
        "teaching:decide",
        staff(405),
        own_teacher(303),
        ("class_uuid", "waiting_uuid"),
        {"decision": "accept"},
    ),
    # A school belongs to whoever looks after it, and names no student.
    Door("administration:choose", own_admin(302), staff(405)),
    Door("administration:school", own_admin(200), staff(405), SCHOOL, tells_admin=CLASS_NAMES),
    Door("administration:staff", own_admin(200), own_admin(200), SCHOOL, {"role": "teacher"}),
    Door("administration:withdraw", staff(405), own_admin(303), ("school_uuid", "invite_uuid")),
    Door("administration:member", own_admin(200), staff(405), MEMBER),
    Door("administration:role", staff(405), own_admin(303), MEMBER, {"role": "admin"}),
    Door("administration:leave", staff(405), own_admin(303), MEMBER, {"leaves_on": "2099-07-31"}),
    Door("administration:give_class", own_admin(200), own_admin(303), SCHOOL, LONE, CLASS_NAMES),
    Door("administration:safeguarding", own_admin(200), own_admin(303), SCHOOL, CONTACT),
    Door("administration:settings", own_admin(200), own_admin(303), SCHOOL, SETTINGS),
    Door("administration:kept", own_admin(200), staff(405), SCHOOL, tells_admin=CLASS_NAMES),
    # allauth: sign-in and out for everybody, the rest for staff alone.
    Door("account_login", (200, *(302,) * 8), (200, *(302,) * 8)),
    Door("account_logout", (302, *(200,) * 8), everybody(302)),
    Door("account_inactive", account_page(200, 200), account_page(405, 405)),
    Door("account_signup", account_page(200, 302), account_page(200, 302)),
    Door("account_reauthenticate", account_page(302, 200), account_page(302, 200)),
    Door("account_email", account_page(302, 200), account_page(302, 302)),
    Door("account_email_verification_sent", account_page(200, 200), account_page(405, 405)),
    Door("account_confirm_email", account_page(200, 200), account_page(404, 404), ("no_key",)),
    Door("account_confirm_login_code", account_page(302, 302), account_page(302, 302)),
    Door("account_change_password", account_page(302, 200), account_page(302, 200)),
    Door("account_set_password", account_page(302, 302), account_page(302, 302)),
    Door("account_reset_password", account_page(200, 200), account_page(200, 200)),
    Door("account_reset_password_done", account_page(200, 200), account_page(405, 405)),
    Door(
        "account_reset_password_from_key",
        account_page(200, 200),
        account_page(200, 200),
        ("uid", "no_key"),
    ),
    Door("account_reset_password_from_key_done", account_page(200, 200), account_page(405, 405)),
]
