"""A date in three boxes, the date input of the component library with its traps taken out."""

from datetime import date

from crispy_forms_gds.fields import DateInputField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_WRONG = _("Enter a real date, such as 31 8 2012.")


class DateField(DateInputField):
    """Day, month and year. Half a date and a date that does not exist are errors, never a fault."""

    def __init__(self, **kwargs):
        super().__init__(require_all_fields=True, **kwargs)
        for box in self.widget.widgets:
            box.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        for part in self.fields:
            part.max_length = 4

    def compress(self, data_list):
        parts = [part.strip() if part else "" for part in data_list]
        if not any(parts):
            return None
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            raise ValidationError(_WRONG)
        try:
            found = date(*(int(part) for part in reversed(parts)))
        except ValueError as error:
            raise ValidationError(_WRONG) from error
        if found.year < 1900:
            raise ValidationError(_("Enter the year with four digits, after 1900."))
        return found
