"""What can be done to many records at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from comity.evidence.interfaces import confirm
from comity.evidence.models import Confirmed
from comity.records.interfaces import write_down

from .viewsets import RECORDS


class RecordBulkAction(SnippetBulkAction):
    """Something done to each of the chosen records, by those who may publish them."""

    models = list(RECORDS)
    template_name = "desk/bulk.html"

    def check_perm(self, snippet: Any) -> bool:
        """Only who may publish the record, and only while it is not locked for them: by a person or by a review."""
        user, meta, lock = self.request.user, snippet._meta, snippet.get_lock()
        return bool(user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")) and not (lock and lock.for_user(user))

    def get_execution_context(self) -> dict[str, Any]:
        """Who does it: revisions and confirmations are theirs."""
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many records it was done to."""
        return ngettext("%(n)d record", "%(n)d records", num_parent_objects) % {"n": num_parent_objects}


class Publish(RecordBulkAction):
    display_name = _("Publish")
    action_type = "publish_records"
    aria_label = _("Publish the chosen records")

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Publishes the latest revision of each."""
        for record in objects:
            revision = record.latest_revision or record.save_revision(user=user)
            revision.publish(user=user)
        return len(objects), 0


class Unpublish(RecordBulkAction):
    display_name = _("Unpublish")
    action_type = "unpublish_records"
    aria_label = _("Unpublish the chosen records")

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Takes each out of the portal."""
        for record in objects:
            record.unpublish(user=user)
        return len(objects), 0


class MarkVerified(RecordBulkAction):
    display_name = _("Mark as verified today")
    action_type = "mark_verified"
    aria_label = _("Mark the chosen records as verified today")

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Writes down today as the day each was last verified."""
        for record in objects:
            today = datetime.now(UTC).date()
            if isinstance(record, Confirmed):  # of these it is shown who confirmed them
                confirm(record=record, by=user, shown_as=user.name or gettext("the editors"), on=today)
                continue
            write_down(record, by=user, verified_on=today)
        return len(objects), 0


for _action in (Publish, Unpublish, MarkVerified):
    hooks.register("register_bulk_action", _action)
