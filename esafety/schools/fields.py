"""A day, asked for in three boxes."""

from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django import forms
from django.utils.translation import gettext_lazy as _

_ALL = _("Enter the day, month and year.")


class DayField(DateInputField):
    """Day, month and year; whatever is typed becomes a date or a sentence, never an error page.

    `asks` is the sentence for a day left out.
    """

    def __init__(self, *, asks: Any = _ALL, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages.update(
            required=asks,
            no_such_day=_("Enter a day that exists, such as 4 9 2026."),
        )

    def compress(self, data_list: Any) -> date | None:
        if all(part in self.empty_values for part in data_list):  # blanks count as nothing
            if data_list and self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            found = date(year, month, day)
        except (TypeError, ValueError, OverflowError):
            raise self._no_such_day() from None
        if not 1900 <= found.year <= 2200:
            raise self._no_such_day()
        return found

    def _no_such_day(self) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages["no_such_day"], code="no_such_day")
