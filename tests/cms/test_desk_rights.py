"""What the people of the CMS may do; and that none of them, superuser or not, meets a learner."""

import re
from collections import deque

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.models import Page

from home.desk import ensure_desk_groups
from quizzes.models import Question
from tests import factories
from tests.cms.editing import add_url, edit_url, lesson_data, scenario_data
from users.models import User

FACT_KINDS = ("helpline", "lawfact", "approute", "planstep", "letterclause", "glossaryterm")
EDITORS = {
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    "quizzes.add_question",
    "quizzes.change_question",
    "quizzes.add_quiz",
    "quizzes.change_quiz",
    "quizzes.publish_quiz",
    *(f"labs.{action}_scenario" for action in ("add", "change", "publish")),
    "quizzes.add_skill",
    "quizzes.change_skill",
    "quizzes.add_misconception",
    "quizzes.change_misconception",
    *(f"support.{action}_{kind}" for action in ("add", "change") for kind in FACT_KINDS),
}
PUBLISHED_BY_MODERATORS = {f"support.publish_{kind}" for kind in FACT_KINDS}
MODERATORS = EDITORS | PUBLISHED_BY_MODERATORS | {"quizzes.publish_question"}
TRANSLATORS = {
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    *(f"quizzes.change_{kind}" for kind in ("question", "quiz", "skill", "misconception")),
    "labs.change_scenario",
    "support.change_glossaryterm",
}
FOR_SUPERUSERS = [
    "/cms/users/",
    "/cms/users/new/",
    "/cms/groups/",
    "/cms/sites/",
    "/cms/collections/",
    "/cms/workflows/list/",
    "/cms/images/",
    "/cms/documents/",
]


@pytest.mark.parametrize(
    ("role", "rights"),
    [("editor", EDITORS), ("moderator", MODERATORS), ("translator", TRANSLATORS)],
)
def test_desk_group_has_exactly_its_rights(cast, role, rights):
    assert getattr(cast, role).get_all_permissions() == rights


@pytest.mark.parametrize("name", ["Editors", "Moderators"])
def test_desk_group_may_add_change_and_publish_pages_everywhere(db, name):
    permissions = Group.objects.get(name=name).page_permissions
    found = set(permissions.values_list("page__depth", "permission__codename"))
    assert found == {(1, "add_page"), (1, "change_page"), (1, "publish_page")}


def test_desk_rights_are_given_once_and_put_right_again(cast):
    group = Group.objects.get(name="Editors")
    group.permissions.clear()
    group.page_permissions.filter(permission__codename="publish_page").delete()
    ensure_desk_groups()
    ensure_desk_groups()
    assert group.page_permissions.count() == 3
    assert User.objects.get(pk=cast.editor.pk).get_all_permissions() == EDITORS


@pytest.mark.parametrize("role", ["editor", "moderator"])
@pytest.mark.parametrize("path", FOR_SUPERUSERS)
def test_desk_manages_no_people_sites_or_files(client, cast, role, path):
    client.force_login(getattr(cast, role))
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, "/cms/")


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_desk_menu_shows_what_the_desk_uses(client, cast, role):
    client.force_login(getattr(cast, role))
    assert menu(client) == {"explorer", "question-bank", "scenarios", "facts", "reports", "help"}


def test_superuser_menu_leaves_out_pictures_and_files(client, cast):
    client.force_login(cast.superuser)
    expected = {"explorer", "question-bank", "scenarios", "facts", "reports", "settings", "help"}
    assert menu(client) == expected


def menu(client) -> set[str]:
    request = client.get("/cms/").context["request"]
    return {item.name for item in admin_menu.menu_items_for_request(request)}


# --- Learners -------------------------------------------------------------------------------------


@pytest.fixture
def learners(cast, module):
    """Students with work of every kind; returns what gives any of them away."""
    for student in User.objects.filter(kind="student"):
        factories.make_attempt(student, module.quiz)
        factories.make_lesson_progress(student, module.get_children().specific().first())
    canaries = set()
    for student in User.objects.filter(kind="student"):
        membership = student.memberships.get()
        canaries |= {student.username, str(student.uuid), membership.nickname}
        canaries |= {membership.classroom.name, str(student.attempts.get().uuid)}
    return canaries


def cms_addresses(html: str) -> set[str]:
    found = {path.rstrip("/") + "/" for path in re.findall(r"/cms/[\w/-]*", html)}
    return {path for path in found if "/logout/" not in path and "/jsi18n/" not in path}


def test_no_page_of_the_cms_names_a_learner_even_to_a_superuser(client, cast, learners):
    """Follow every address the CMS mentions, from the front page on."""
    client.force_login(cast.superuser)
    seen, queue = {"/cms/"}, deque(["/cms/"])
    leaks, shown = [], 0
    while queue:
        path = queue.popleft()
        response = client.get(path)
        if response.streaming or "html" not in response.headers.get("Content-Type", ""):
            continue
        shown += response.status_code == 200
        leaks += [(path, canary) for canary in learners if canary in response.text]
        fresh = cms_addresses(response.text) - seen
        seen |= fresh
        queue.extend(sorted(fresh))
    assert leaks == []
    assert shown > 60


def student_pages(student) -> list[str]:
    names = ["edit", "delete", "history", "history_results", "usage"]
    return [reverse(f"wagtailusers_users:{name}", args=[student.pk]) for name in names]


def test_superuser_finds_no_page_of_a_student(client, cast):
    client.force_login(cast.superuser)
    assert [client.get(path).status_code for path in student_pages(cast.student)] == [404] * 5
    assert client.get(edit_staff(cast.teacher)).status_code == 200


def edit_staff(user) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def test_superuser_cannot_change_or_delete_a_student(client, cast):
    client.force_login(cast.superuser)
    edit, delete = student_pages(cast.student)[:2]
    assert client.post(edit, {"username": "known"}).status_code == 404
    assert client.post(delete).status_code == 404
    student = User.objects.get(pk=cast.student.pk)
    assert student.username == cast.student.username


def test_search_for_users_finds_staff_only(client, cast):
    client.force_login(cast.superuser)
    path = reverse("wagtailusers_users:index")
    found = client.get(path, {"q": "s"}).context["users"]
    assert {user.kind for user in found} == {"staff"}
    assert list(client.get(path, {"q": cast.student.username}).context["users"]) == []
    everyone = set(client.get(path, {"p": 1}).context["users"])
    assert everyone == set(User.objects.filter(kind="staff"))


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_action_on_many_users_reaches_no_student(client, cast, action):
    client.force_login(cast.superuser)
    path = reverse("wagtail_bulk_action", args=["users", "user", action])
    data = {"mark_as_active": "False", "role": Group.objects.get(name="Editors").pk}
    assert client.get(f"{path}?id={cast.student.pk}").status_code == 404
    assert client.post(f"{path}?id={cast.student.pk}", data).status_code == 404
    client.post(f"{path}?id=all", data)
    students = User.objects.filter(kind="student")
    assert students.filter(is_active=True, groups=None).count() == students.count() == 3


def test_action_on_many_users_still_works_for_staff(client, cast):
    client.force_login(cast.superuser)
    path = reverse("wagtail_bulk_action", args=["users", "user", "set_active_state"])
    client.post(f"{path}?id={cast.stranger.pk}", {"mark_as_active": "False"})
    assert not User.objects.get(pk=cast.stranger.pk).is_active


def test_new_account_is_a_staff_account(client, cast):
    client.force_login(cast.superuser)
    form = {"username": "newcomer", "email": "new@marram.example"}
    form |= {"first_name": "New", "last_name": "Comer"}
    form |= {"password1": "harbour lamp twelve", "password2": "harbour lamp twelve"}
    client.post(reverse("wagtailusers_users:add"), form)
    assert User.objects.get(username="newcomer").kind == "staff"


def test_editor_sees_no_account_at_all(client, cast):
    client.force_login(cast.editor)
    for path in [*student_pages(cast.student), edit_staff(cast.teacher)]:
        response = client.get(path)
        assert (path, response.status_code) in {(path, 302), (path, 404)}


# --- Content --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_desk_may_not_delete_from_the_bank(client, cast, role):
    question = factories.make_question()
    client.force_login(getattr(cast, role))
    path = reverse(Question.snippet_viewset.get_url_name("delete"), args=[question.pk])
    assert client.post(path)["Location"] == "/cms/"
    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_published_lesson_is_not_deleted_from_under_its_learners(client, cast, lesson, role):
    factories.make_lesson_progress(cast.student, lesson)
    client.force_login(getattr(cast, role))
    response = client.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]), follow=True)
    assert "Unpublish it instead" in response.text
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={lesson.pk}")
    assert cast.student.lesson_progress.filter(lesson=lesson).exists()


def test_draft_that_was_never_published_may_be_deleted(client, cast, module):
    draft = factories.make_lesson(module)
    Page.objects.filter(pk=draft.pk).update(live=False, first_published_at=None)
    client.force_login(cast.editor)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not Page.objects.filter(pk=draft.pk).exists()


SUBMIT = {"action-submit": "Submit"}


def awaiting(client) -> str:
    """Return what the first page of the CMS shows as waiting for whoever is signed in."""
    found = BeautifulSoup(client.get("/cms/").content, "html.parser")
    panel = found.find(id="awaiting-review-section")
    return " ".join(panel.get_text(" ").split()) if panel else ""


def test_lesson_that_an_editor_submits_awaits_a_moderator(client, cast, lesson):
    client.force_login(cast.editor)
    html = client.get(edit_url(lesson)).content.decode()
    assert 'name="action-publish"' in html
    assert 'name="action-submit"' in html
    client.post(edit_url(lesson), lesson_data(lesson, title="Sent to review") | SUBMIT)
    assert awaiting(client) == ""
    client.force_login(cast.moderator)
    assert "Sent to review" in awaiting(client)


def test_scenario_that_an_editor_submits_awaits_a_moderator(client, cast):
    scenario = factories.make_scenario()
    client.force_login(cast.editor)
    assert 'name="action-publish"' in client.get(edit_url(scenario)).content.decode()
    client.post(edit_url(scenario), scenario_data(scenario, title="Sent to review") | SUBMIT)
    client.force_login(cast.moderator)
    assert "Sent to review" in awaiting(client)


def test_editor_may_open_every_form_of_the_bank(client, cast, quiz):
    client.force_login(cast.editor)
    question = quiz.quiz_questions.first().question
    paths = [edit_url(quiz), edit_url(question), edit_url(question.skill)]
    paths += [add_url(model) for model in map(type, (quiz, question, question.skill))]
    assert [client.get(path).status_code for path in paths] == [200] * 6
