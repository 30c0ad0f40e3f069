"""Shape and wording of a school's clocks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.plain import RecordForm
from incidents.models import TriageSettings
from incidents.sanctions.choices import CountOver
from incidents.tasking.forms import fields


class ClocksForm(RecordForm):
    """The school's clocks, in school hours and school days."""

    button = _("Save the clocks")
    small = ("count_over",)
    acknowledge_hours = fields.number("acknowledge_hours")
    head_after_days = fields.number("head_after_days")
    silent_days = fields.number("silent_days")
    task_days = fields.number("task_days")
    count_over = forms.ChoiceField(
        label=_("Earlier misuse of the same person counts over"),
        choices=CountOver.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a time.")),
    )

    @staticmethod
    def start(settings: TriageSettings) -> dict[str, Any]:
        """What is set now."""
        return {name: getattr(settings, name) for name in ClocksForm.base_fields}
