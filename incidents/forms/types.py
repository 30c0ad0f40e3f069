"""Shape and wording of one incident type of the school."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.choices import Group
from incidents.forms.plain import RecordForm, Words
from incidents.models import IncidentType


class TypeForm(RecordForm):
    """A type's name, its line of help, where it stands and what it does."""

    button = _("Save the type")
    small = ("group",)
    label = Words(
        label=_("Name"),
        max_length=120,
        help_text=_("As people read it on the report form."),
        error_messages={"required": _("Enter a name.")},
    )
    help = Words(
        label=_("A line of help (optional)"),
        max_length=200,
        required=False,
        help_text=_("What belongs here, for example."),
    )
    group = forms.ChoiceField(
        label=_("Group"),
        choices=Group.choices,
        widget=forms.RadioSelect,
        help_text=_("The four areas of risk of the national guidance."),
        error_messages={"required": _("Choose a group.")},
    )
    at_once = forms.BooleanField(
        label=_("Cannot wait: says what to do in person now, and tells the lead and DSL at once"),
        required=False,
    )
    needs_words = forms.BooleanField(label=_("Asks to say in words what it was"), required=False)
    on_report = forms.BooleanField(
        label=_("Offered on the report form (otherwise on the record only)"), required=False
    )

    @staticmethod
    def start(type: IncidentType) -> dict[str, Any]:
        """What the type is now."""
        return {name: getattr(type, name) for name in TypeForm.base_fields}
