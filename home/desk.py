"""The editor's desk: who may do what in the CMS."""

from collections.abc import Iterable

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import (
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from quizzes.models import Misconception, Question, Quiz, Skill
from support.models import FACTS, SecondReaderTask

EDITORS, MODERATORS = "Editors", "Moderators"

WRITE = ("add", "change")
WRITE_AND_PUBLISH = (*WRITE, "publish")

PAGES = tuple(f"{action}_page" for action in WRITE_AND_PUBLISH)
EDITING: dict[type[Model], tuple[str, ...]] = {
    Question: WRITE_AND_PUBLISH,
    Quiz: WRITE_AND_PUBLISH,
    Skill: WRITE,
    Misconception: WRITE,
    **dict.fromkeys(FACTS.values(), WRITE),
}
MODERATING = {**EDITING, **dict.fromkeys(FACTS.values(), WRITE_AND_PUBLISH)}

SECOND_READER = "A second person reads it"


def ensure_desk_groups() -> None:
    """Give the groups Editors and Moderators exactly the rights of this module, and a workflow.

    What else they had, such as Wagtail's default of adding images, is taken away. A site that wants
    other rights makes groups of its own: this runs at every load of the curriculum.
    """
    for name, rights in ((EDITORS, EDITING), (MODERATORS, MODERATING)):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([access_to_cms(), *permissions(rights)])
        group.collection_permissions.all().delete()
        give_page_permissions(group)
    ensure_second_reader(Group.objects.get(name=MODERATORS))


def ensure_second_reader(moderators: Group) -> None:
    """Let moderators read what others changed in a fact; a site's own workflow stays."""
    task, _created = SecondReaderTask.objects.get_or_create(name=SECOND_READER)
    task.groups.add(moderators)
    workflow, _created = Workflow.objects.get_or_create(name=SECOND_READER)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for model in FACTS.values():
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


def access_to_cms() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


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


def give_page_permissions(group: Group) -> None:
    """Let a group add, change and publish every page, and nothing else."""
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGES)
    root = Page.get_first_root_node()
    group.page_permissions.exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def may_be_deleted(page: Page) -> bool:
    """Whether nothing can hang on a page: neither it nor a page below it was ever published.

    Learners' progress and classes' assignments go with the page they belong to, so a page that was
    public once is unpublished instead.
    """
    tree = Page.objects.descendant_of(page, inclusive=True)
    return not tree.filter(Q(live=True) | Q(first_published_at__isnull=False)).exists()
