"""The desk's groups and workflow, made when the portal starts: contributors propose, others review, editors publish."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from comity.accounts.groups import CONTRIBUTORS, EDITORS
from comity.evidence.models import RECORDS as HUB
from comity.evidence.models import GuidelineVersion
from comity.records.models import ErrorReport, PastVersion
from comity.vocabulary.models import Term

from .viewsets import CATALOGUE

__all__ = ["CONTRIBUTORS", "EDITORS", "REVIEWS", "arrange"]
REVIEWS = ("Legal review", "Language review")
PUBLICATION = "Publication"  # the last step, the editors': approving it publishes
_PROPOSE = ("add", "change")
_PUBLISH = (*_PROPOSE, "delete", "publish", "lock", "unlock")
_ALL = (*_PROPOSE, "delete", "view")
Models = tuple[type, ...]


def arrange() -> None:
    """Makes the groups, their permissions and the workflow: two reviews, then the editors. What exists stays."""
    for models in (CATALOGUE, HUB):
        if not _arranged(CONTRIBUTORS, models):
            _allow(CONTRIBUTORS, models, _PROPOSE)
    if not _arranged(EDITORS, CATALOGUE):
        _allow(EDITORS, CATALOGUE, _PUBLISH)
        _allow(EDITORS, (Term, ErrorReport), _ALL)
    if not _arranged(EDITORS, HUB):
        _allow(EDITORS, HUB, _PUBLISH)
        _allow(EDITORS, (GuidelineVersion,), _ALL)
    if not Group.objects.filter(name=EDITORS, permissions__codename="change_pastversion").exists():
        _allow(EDITORS, (PastVersion,), ("change", "view"))
    for name in (CONTRIBUTORS, EDITORS, *REVIEWS):
        _allow_files(name)
    workflow = Workflow.objects.filter(name="Review").first() or _review()
    for models in (CATALOGUE, HUB):
        if any(not _arranged(name, models) for name in REVIEWS):
            _have_reviewed(models, workflow)


def _review() -> Workflow:
    workflow = Workflow.objects.create(name="Review")
    for order, (name, people) in enumerate([*((name, name) for name in REVIEWS), (PUBLICATION, EDITORS)]):
        group, _ = Group.objects.get_or_create(name=people)
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


def _have_reviewed(models: Models, workflow: Workflow) -> None:
    for name in REVIEWS:
        _allow(name, models, _PROPOSE)
    for model in models:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


def _arranged(name: str, models: Models) -> bool:
    label = models[0]._meta.app_label  # type: ignore[attr-defined]
    return Group.objects.filter(name=name, permissions__content_type__app_label=label).exists()


def _allow_files(name: str) -> None:
    """Lets a group choose files and add its own; editors change those of others too."""
    group, _ = Group.objects.get_or_create(name=name)
    if GroupCollectionPermission.objects.filter(group=group).exists():
        return
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for action in ("add", "choose", *(("change",) if name == EDITORS else ())):
        permission = Permission.objects.get(content_type__app_label="wagtaildocs", codename=f"{action}_document")
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _allow(name: str, models: tuple[type, ...], actions: tuple[str, ...]) -> None:
    group, _ = Group.objects.get_or_create(name=name)
    wanted = [
        Permission.objects.get(
            content_type=ContentType.objects.get_for_model(model), codename=f"{action}_{model.__name__.lower()}"
        )
        for model in models
        for action in actions
    ]
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(access, *wanted)
