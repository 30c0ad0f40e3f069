"""A row of the page on which the forms about pictures of a whole class are entered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from aup.class_paper_forms import ChildRow
from aup.consent_choices import Use
from aup.consent_forms import YES_OR_NO, field_of, missing
from aup.queries.consent import ClassRow
from aup.services.consent_office import Form

_SAID = [("", _("Empty")), *YES_OR_NO]


class ImagesRow(ChildRow):
    """What one parent or carer said of one child: yes or no to each use. A form holds all six, so
    that a row of which something is filled in asks for the rest."""

    def __init__(self, *args: Any, row: ClassRow, **kwargs: Any) -> None:
        child = row.images.child
        super().__init__(*args, number=child.pk, child=child, guardians=row.guardians, **kwargs)
        self.images = row.images
        for use in Use:
            self.add_choice(field_of(use), use.label, _SAID)
        self.add_guardian()
        self.add_name("name", _("Name as written, where it is another"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self._is_empty(found):
            return found
        for use in Use:
            if not found.get(field_of(use)) and field_of(use) not in self.errors:
                self.add_error(field_of(use), missing(use))
        self.check_guardian(found, field_of(next(iter(Use))))
        return found

    @property
    def form(self) -> Form | None:
        """What stands on the form; None where nothing was entered. After is_valid()."""
        found = self.cleaned_data
        guardian = self.guardian(found)
        if self._is_empty(found) or guardian is None:
            return None
        answers: dict[str, bool] = {use: found[field_of(use)] == "yes" for use in Use}
        return Form(self.child, guardian, found["name"].strip() or guardian.name, answers)

    def _is_empty(self, found: dict[str, Any]) -> bool:
        return not self.errors and not any(str(value).strip() for value in found.values())
