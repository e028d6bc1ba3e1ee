"""Teachers see what changed under a module they assigned, until they say they have seen it."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from assignments.actions import assign_module
from core.models import new_uuid
from organizations.enums import MembershipRole
from support.models import LawFact
from tests import factories
from tests.support.drafts import phone, published
from tests.support.samples import make_app_route, make_helpline, make_law

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+00:00")
# As on any class page: session, user, class, people, modules, lesson states, quizzes, and this.
CLASS_PAGE_QUERIES = 8

pytestmark = pytest.mark.usefixtures("references")


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def law(db):
    return published(make_law(law="Tide Act"))


@pytest.fixture
def module(law):
    return module_on(law)


@pytest.fixture
def seen_url(classroom) -> str:
    return reverse("teaching:changes_seen", args=[classroom.uuid])


def module_on(*facts, title: str = ""):
    """Make a module whose quiz has a question on each fact, and one on none."""
    questions = [factories.make_question(facts=[(fact.kind.value, fact)]) for fact in facts]
    return factories.make_module(questions=[factories.make_question(), *questions], title=title)


def assign(classroom, teacher, *modules) -> None:
    for module in modules:
        assign_module(by=teacher, classroom=classroom, module=module, due_on=None)


def correct(fact, **fields) -> None:
    """Publish a fact with other words, as an update of the site does."""
    fact = type(fact).objects.get(pk=fact.pk)
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.save()
    published(fact)


def pass_days(time_machine, days: int) -> None:
    time_machine.shift(timedelta(days=days))


def panel(response):
    title = BeautifulSoup(response.content, "html.parser").select_one("#changed-title")
    return title and title.find_parent("section")


def lines(response) -> list[str]:
    """Return the lines of “What changed” on a page; none where it does not stand there."""
    found = panel(response)
    return [" ".join(line.get_text().split()) for line in found.select("li")] if found else []


def sent_by(response) -> dict[str, str]:
    """Return what the button of the panel sends."""
    return {"until": panel(response).select_one("input[name=until]")["value"]}


def notes_of(client, module):
    return client.get(reverse("handouts:ready_in_ten", args=[module.uuid]))


# --- What is told --------------------------------------------------------------------------------


def test_corrected_fact_is_told_on_class_page_and_notes(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    assign(classroom, teacher, module)
    assert lines(teacher_client.get(class_url)) == []
    pass_days(time_machine, 2)
    correct(law, summary="Nobody may do that.", status="partly-in-force")
    told = "25 November: Tide Act. Wording corrected. Status of the law corrected."
    assert lines(teacher_client.get(class_url)) == [f"{told} In {module.title}"]
    assert lines(notes_of(teacher_client, module)) == [told]


def test_corrected_number_is_called_so(classroom, teacher, teacher_client, class_url, time_machine):
    line = published(make_helpline(name="Sandline", means=phone("0800 1111")))
    assign(classroom, teacher, module_on(line, title="Sand"))
    pass_days(time_machine, 1)
    correct(line, means=phone("0800 2222"))
    (told,) = lines(teacher_client.get(class_url))
    assert told.startswith("24 November: Sandline. Number corrected. In Sand")
    assert "0800" not in str(panel(teacher_client.get(class_url)))


def test_change_before_the_module_was_assigned_is_not_told(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    # The class is old enough to have been told.
    classroom.memberships.update(changes_seen_at=MONDAY)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    pass_days(time_machine, 1)
    assign(classroom, teacher, module)
    assert lines(teacher_client.get(class_url)) == []
    assert lines(notes_of(teacher_client, module)) == []


def test_each_module_is_told_from_its_own_day_on(
    classroom, teacher, law, teacher_client, class_url, time_machine
):
    early, late = module_on(law, title="Early"), module_on(law, title="Late")
    assign(classroom, teacher, early)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    pass_days(time_machine, 1)
    assign(classroom, teacher, late)
    pass_days(time_machine, 1)
    correct(law, status="partly-in-force")
    assert lines(teacher_client.get(class_url)) == [
        f"26 November: Tide Act. Status of the law corrected. In {early.title}, {late.title}",
        f"24 November: Tide Act. Wording corrected. In {early.title}",
    ]


def test_module_that_does_not_use_the_fact_says_nothing(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    other = module_on(published(make_law()))
    assign(classroom, teacher, other)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    assert lines(teacher_client.get(class_url)) == []
    assert lines(notes_of(teacher_client, other)) == []


def test_lesson_that_refers_to_a_fact_counts_as_a_question_does(
    classroom, teacher, law, teacher_client, class_url, time_machine
):
    """No block refers to a fact yet; the index will say it like this."""
    module, other = (factories.make_module(lessons=1) for _ in range(2))
    lesson = module.get_children().specific().get()
    ReferenceIndex.objects.create(
        content_type=ContentType.objects.get_for_model(lesson),
        base_content_type=ContentType.objects.get(app_label="wagtailcore", model="page"),
        object_id=str(lesson.pk),
        to_content_type=ContentType.objects.get_for_model(law),
        to_object_id=str(law.pk),
        model_path="steps.step.blocks.law.fact",
        content_path="steps.x",
        content_path_hash=new_uuid(),
    )
    assign(classroom, teacher, module, other)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    (told,) = lines(teacher_client.get(class_url))
    assert told.endswith(f"In {module.title}")
    assert [len(lines(notes_of(teacher_client, one))) for one in (module, other)] == [1, 0]


def test_fact_that_nobody_checked_again_is_told_with_the_day_it_ended(
    classroom, teacher, module, teacher_client, class_url, time_machine
):
    assign(classroom, teacher, module)
    time_machine.move_to("2027-05-21T22:30:00+00:00", tick=False)
    teacher_client.force_login(teacher)
    assert lines(teacher_client.get(class_url)) == []
    time_machine.move_to("2027-05-23T12:00:00+00:00", tick=False)
    told = "22 May: Tide Act (GB). Left out until somebody has checked it again."
    assert lines(teacher_client.get(class_url)) == [f"{told} In {module.title}"]
    assert lines(notes_of(teacher_client, module)) == [told]


def test_fact_that_was_taken_off_is_told_with_its_day(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 3)
    LawFact.objects.get(pk=law.pk).unpublish()
    pass_days(time_machine, 3)
    told = f"26 November: Tide Act (GB). Taken off the site. In {module.title}"
    assert lines(teacher_client.get(class_url)) == [told]
    published(LawFact.objects.get(pk=law.pk))
    assert lines(teacher_client.get(class_url)) == []


def test_fact_that_never_was_public_is_no_news(
    classroom, teacher, teacher_client, class_url, time_machine
):
    draft = make_law(live=False, mark="remembered")
    assign(classroom, teacher, module_on(draft))
    pass_days(time_machine, 300)
    teacher_client.force_login(teacher)
    assert lines(teacher_client.get(class_url)) == []


def test_newest_five_are_told_and_the_rest_counted(
    classroom, teacher, teacher_client, class_url, time_machine
):
    laws = [published(make_law(law=f"Act {number}")) for number in range(7)]
    assign(classroom, teacher, module_on(*laws))
    for law in laws:
        pass_days(time_machine, 1)
        correct(law, summary="Nobody may do that.")
    page = teacher_client.get(class_url)
    assert [line.split(". ", 1)[0] for line in lines(page)] == [
        f"{30 - number} November: Act {6 - number}" for number in range(5)
    ]
    assert "and 2 older changes" in panel(page).text


def test_panel_leads_to_all_corrections_and_names_no_person(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    found = panel(teacher_client.get(class_url))
    assert [link["href"] for link in found.select("a")] == ["/help/corrections/"]


# --- Who is told ---------------------------------------------------------------------------------


def test_teacher_of_another_class_is_told_nothing_of_it(
    classroom, teacher, module, law, other_classroom, other_teacher, client, time_machine
):
    assign(classroom, teacher, module)
    assign(other_classroom, other_teacher, module_on(published(make_law())))
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    client.force_login(other_teacher)
    own_page = reverse("teaching:class", args=[other_classroom.uuid])
    assert lines(client.get(own_page)) == []
    assert lines(notes_of(client, module)) == []


def test_colleague_in_a_school_without_a_class_reads_the_notes_without_news(
    classroom, teacher, module, law, organization, client, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    client.force_login(factories.make_staff(organization))
    assert lines(notes_of(client, module)) == []


# --- Until it was seen ---------------------------------------------------------------------------


def test_what_was_seen_is_not_told_again_and_what_comes_after_is(
    classroom, teacher, module, law, teacher_client, class_url, seen_url, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    page = teacher_client.get(class_url)
    time_machine.shift(timedelta(minutes=1))
    correct(law, status="partly-in-force")
    response = teacher_client.post(seen_url, sent_by(page))
    assert (response.status_code, response.url) == (303, class_url)
    assert [line.split(". ", 1)[1] for line in lines(teacher_client.get(class_url))] == [
        f"Status of the law corrected. In {module.title}"
    ]


def test_overdue_fact_that_was_seen_is_not_told_again(
    classroom, teacher, module, teacher_client, class_url, seen_url, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 200)
    teacher_client.force_login(teacher)
    page = teacher_client.get(class_url)
    assert len(lines(page)) == 1
    teacher_client.post(seen_url, sent_by(page))
    pass_days(time_machine, 10)
    assert lines(teacher_client.get(class_url)) == []
    assert len(lines(notes_of(teacher_client, module))) == 1


def test_what_one_teacher_has_seen_is_still_new_for_another(
    classroom, teacher, module, law, teacher_client, class_url, seen_url, client, time_machine
):
    colleague = factories.make_staff(classroom.organization)
    classroom.memberships.create(user=colleague, role=MembershipRole.TEACHER)
    assign(classroom, teacher, module)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    teacher_client.post(seen_url, sent_by(teacher_client.get(class_url)))
    client.force_login(colleague)
    assert len(lines(client.get(class_url))) == 1


@pytest.mark.parametrize(
    "sent", [{}, {"until": "now"}, {"until": "2099-01-01T00:00:00+00:00"}, {"until": "2001-01-01"}]
)
def test_seen_goes_neither_back_nor_ahead(classroom, teacher, teacher_client, seen_url, sent):
    before = classroom.memberships.get(user=teacher).changes_seen_at
    assert teacher_client.post(seen_url, sent).status_code == 303
    after = classroom.memberships.get(user=teacher).changes_seen_at
    assert before <= after <= timezone.now()


def test_looking_alone_does_not_count_as_seen(
    classroom, teacher, module, law, teacher_client, class_url, time_machine
):
    assign(classroom, teacher, module)
    pass_days(time_machine, 1)
    correct(law, summary="Nobody may do that.")
    assert [len(lines(teacher_client.get(class_url))) for _ in range(2)] == [1, 1]


# --- What it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [0, 1, 3, 30])
def test_class_page_costs_the_same_queries_whatever_changed(
    classroom, teacher, teacher_client, class_url, changed, time_machine, django_assert_num_queries
):
    makers = [make_law, make_app_route, make_helpline]
    facts = [published(makers[number % 3]()) for number in range(changed)]
    assign(classroom, teacher, module_on(*facts), factories.make_module())
    factories.make_student(classroom)
    pass_days(time_machine, 1)
    for fact in facts:
        correct(fact, notes="Other words.") if fact.kind != "law" else correct(fact, year=2004)
    with django_assert_num_queries(CLASS_PAGE_QUERIES):
        page = teacher_client.get(class_url)
    assert len(lines(page)) == min(changed, 5)


def test_notes_ask_once_more_where_the_module_is_assigned(
    classroom, teacher, module, teacher_client, django_assert_num_queries
):
    # Session, user, module, lessons, course.
    with django_assert_num_queries(5):
        notes_of(teacher_client, module)
    assign(classroom, teacher, module)
    with django_assert_num_queries(6):
        notes_of(teacher_client, module)
