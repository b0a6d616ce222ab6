"""The desk's groups and workflow, made when the portal starts: contributors propose, others review, editors publish."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from comity.records.models import ErrorReport
from comity.vocabulary.models import Term

from .viewsets import RECORDS

CONTRIBUTORS, EDITORS = "Contributors", "Editors"
REVIEWS = ("Legal review", "Language review")
_PROPOSE = ("add", "change")
_PUBLISH = (*_PROPOSE, "delete", "publish", "lock", "unlock")


def arrange() -> None:
    """Makes the groups, their permissions and the workflow of two reviews; what exists stays as it was changed."""
    if not _arranged(CONTRIBUTORS):
        _allow(CONTRIBUTORS, RECORDS, _PROPOSE)
    if not _arranged(EDITORS):
        _allow(EDITORS, RECORDS, _PUBLISH)
        _allow(EDITORS, (Term, ErrorReport), ("add", "change", "delete", "view"))
    if Workflow.objects.filter(name="Review").exists():
        return
    workflow = Workflow.objects.create(name="Review")
    for order, name in enumerate(REVIEWS):
        group, _ = Group.objects.get_or_create(name=name)
        _allow(name, RECORDS, _PROPOSE)
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for model in RECORDS:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


def _arranged(name: str) -> bool:
    return Group.objects.filter(name=name, permissions__content_type__app_label="catalogue").exists()


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
