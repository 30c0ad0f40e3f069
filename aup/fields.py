"""Fields that several forms of signing share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField

LONG = {"max_length": _("Use 120 characters or fewer.")}
"""What is said of a name that is too long."""


def name_to_sign() -> forms.CharField:
    """The name that somebody types to sign."""
    return forms.CharField(
        label=_("Type your full name to sign"),
        max_length=120,
        error_messages={"required": _("Type your name to sign."), **LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def reason(label: Any, missing: Any, **facts: Any) -> forms.CharField:
    """Why somebody does not sign, or takes it back; `missing` is said where nothing is typed."""
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": _("Use 2,000 characters or fewer.")},
        **facts,
    )


class PaperDay(forms.Form):
    """The day that stands on a paper form; `today` is the school's."""

    day = DayField(label=_("Day on the form"), require_all_fields=True)
    today: date

    def clean_day(self) -> date:
        """A form is not signed in the future."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day
