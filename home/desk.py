"""The editor's desk: who may do what in the CMS."""

from collections.abc import Iterable
from itertools import product

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from home.models import HomePage
from labs.models import Scenario
from quizzes.models import Misconception, Question, Quiz, Skill
from support.models import FACTS, GlossaryTerm, SecondReaderTask

EDITORS, MODERATORS, TRANSLATORS = "Editors", "Moderators", "Translators"

CHANGE = ("change",)
WRITE = ("add", "change")
WRITE_AND_PUBLISH = (*WRITE, "publish")

EDITING: dict[type[Model], tuple[str, ...]] = {
    Question: WRITE,
    Quiz: WRITE_AND_PUBLISH,
    Scenario: WRITE_AND_PUBLISH,
    Skill: WRITE,
    Misconception: WRITE,
    **dict.fromkeys(FACTS.values(), WRITE),
}
# A translator changes what is there in their language; whoever may add it answers for the source.
TRANSLATING = dict.fromkeys((Question, Quiz, Scenario, Skill, Misconception, GlossaryTerm), CHANGE)
MODERATING = {**EDITING, **dict.fromkeys((Question, *FACTS.values()), WRITE_AND_PUBLISH)}

SECOND_READER = "A second person reads it"
APPROVAL = "A moderator approves it"


def ensure_desk_groups() -> None:
    """Give editors, moderators and translators exactly the rights of this module, and a workflow.

    What else they had, such as Wagtail's default of adding images, is taken away. A site that wants
    other rights makes groups of its own: this runs at every load of the curriculum.
    """
    root = [Page.get_first_root_node()]
    translated = list(HomePage.objects.exclude(locale__language_code=settings.LANGUAGE_CODE))
    for name, rights, pages, actions in (
        (EDITORS, EDITING, root, WRITE_AND_PUBLISH),
        (MODERATORS, MODERATING, root, WRITE_AND_PUBLISH),
        (TRANSLATORS, TRANSLATING, translated, CHANGE),
    ):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([access_to_cms(), may_translate(), *permissions(rights)])
        group.collection_permissions.all().delete()
        give_page_permissions(group, pages, actions)
    moderators = Group.objects.get(name=MODERATORS)
    ensure_second_reader(moderators)
    ensure_approval(moderators)


def ensure_second_reader(moderators: Group) -> None:
    """Let moderators read what others changed in a fact; a site's own workflow stays."""
    task, _created = SecondReaderTask.objects.get_or_create(name=SECOND_READER)
    ensure_workflow(task, moderators, FACTS.values())


def ensure_approval(moderators: Group) -> None:
    """Let moderators approve what editors wrote of a question or a scenario; pages have Wagtail's
    own workflow from the start. A site's own workflow stays.
    """
    task, _created = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    ensure_workflow(task, moderators, [Question, Scenario])


def ensure_workflow(task: Task, readers: Group, models: Iterable[type[Model]]) -> None:
    """Let a group do a task for each of these models, in a workflow of the task's name."""
    task.groups.add(readers)
    workflow, _created = Workflow.objects.get_or_create(name=task.name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for model in models:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


def access_to_cms() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def may_translate() -> Permission:
    return Permission.objects.get(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )


def permissions(rights: dict[type[Model], Iterable[str]]) -> list[Permission]:
    """Return the permissions for these actions on these models; each of them must exist."""
    return [
        Permission.objects.get(
            content_type=ContentType.objects.get_for_model(model),
            codename=get_permission_codename(action, model._meta),
        )
        for model, actions in rights.items()
        for action in actions
    ]


def give_page_permissions(group: Group, pages: list[Page], actions: Iterable[str]) -> None:
    """Let a group do this with these pages and all below them, and nothing else."""
    names = [f"{action}_page" for action in actions]
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=names)
    group.page_permissions.exclude(page__in=pages, permission__in=wanted).delete()
    for page, permission in product(pages, wanted):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def may_be_deleted(page: Page) -> bool:
    """Whether nothing can hang on a page: neither it nor a page below it was ever published.

    Learners' progress and classes' assignments go with the page they belong to, so a page that was
    public once is unpublished instead.
    """
    tree = Page.objects.descendant_of(page, inclusive=True)
    return not tree.filter(Q(live=True) | Q(first_published_at__isnull=False)).exists()
