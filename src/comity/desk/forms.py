"""How the desk's forms are checked beyond single fields."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from comity.catalogue.domain.names import is_label, named_in


class RecordForm(WagtailAdminModelForm):
    """A record with its texts. A draft may be incomplete; a name that must not be shown is refused even there."""

    def is_valid(self) -> bool:
        """False too if a text names a person who may only be shown by initials."""
        valid: bool = super().is_valid()
        if valid and (names := named_in(self._texts(), self._hidden_names())):
            self.add_error(
                None,
                _("A text names %(count)d person(s) who may only be shown by initials. Write the initials instead.")
                % {"count": len(names)},
            )
            return False
        return valid

    def _texts(self) -> list[str]:
        forms = self.formsets["texts"].forms if "texts" in self.formsets else []
        held = [form.cleaned_data for form in forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [str(data.get(name) or "") for data in held for name in ("title", "body", "notes")]

    def _hidden_names(self) -> list[str]:
        defendants: Any = self.cleaned_data.get("defendants") or ()
        return [
            part.value["name"]
            for part in defendants
            if not part.value.get("named_because") and not is_label(part.value["name"])
        ]
