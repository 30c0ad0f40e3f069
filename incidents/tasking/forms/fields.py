"""Days, amounts and numbers of the forms of tasks and clocks."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models import TriageSettings
from incidents.tasking.services.settings import MOST

_FURTHEST = timedelta(days=2 * 366)


class AnyDay(forms.DateField):
    """A day within two years of today."""

    default_error_messages = {"invalid": _("Enter a date, such as 14/9/2026.")}
    earliest = -_FURTHEST

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "date", "class": "govuk-input govuk-input--width-10"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"), **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and not today + self.earliest <= value <= today + _FURTHEST:
            raise ValidationError(str(self.sentence))

    sentence: str | Promise = _("Enter a day within two years of today.")


class ComingDay(AnyDay):
    """Today or a day of the next two years."""

    earliest = timedelta(0)
    sentence = _("Enter today or a day of the next two years.")


def amount(**kwargs: Any) -> forms.DecimalField:
    sentence = _("Enter an amount in pounds, such as 12.50.")
    attrs = {"inputmode": "decimal", "class": "govuk-input govuk-input--width-5"}
    return forms.DecimalField(
        label=_("Amount in pounds"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs=attrs),
        error_messages=dict.fromkeys(
            (
                "required",
                "invalid",
                "min_value",
                "max_digits",
                "max_decimal_places",
                "max_whole_digits",
            ),
            sentence,
        ),
        **kwargs,
    )


def number(name: str) -> forms.IntegerField:
    sentence = _("Enter a whole number from 1 to 100.")
    return forms.IntegerField(
        label=TriageSettings._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-3"}
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )
