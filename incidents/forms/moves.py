"""Shape and wording of what a move from one state to another asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership
from incidents.choices import Outcome
from incidents.forms.plain import RecordForm, Words, area
from incidents.models import Incident

_REASON = _("Say why. The reason stays on the record.")


class AcknowledgeForm(RecordForm):
    """A first note is welcome and not needed."""

    button = _("Acknowledge")
    rows = 3
    note = area(label=_("First thoughts (optional)"), required=False)


class StartForm(RecordForm):
    """Beginning to investigate, or going back to it."""

    button = _("Start investigating")
    rows = 3
    reason = area(label=_("Reason"), required=False, help_text=_("Needed when action had begun."))


class BeginActionForm(RecordForm):
    """Beginning to act."""

    button = _("Action in progress")
    rows = 3
    reason = area(label=_("Reason (optional)"), required=False)


class ReasonForm(RecordForm):
    """A move that needs its reason and nothing else."""

    rows = 4
    reason = area(
        label=_("Reason"), help_text=_REASON, error_messages={"required": _("Give a reason.")}
    )


class NotIncidentForm(ReasonForm):
    button = _("Mark as not an incident")
    warning = True


class ReopenForm(ReasonForm):
    button = _("Reopen")


class MergeForm(ReasonForm):
    """Which other incident this one belongs to."""

    button = _("Merge")
    warning = True
    field_order = ["into", "reason"]
    into = Words(
        label=_("Reference of the other incident"),
        max_length=40,
        help_text=_("For example OAK-7K3P-9X."),
        error_messages={"required": _("Enter the reference of the other incident.")},
    )


class SummaryForm(RecordForm):
    """The last part of Appendix I; can be written bit by bit."""

    button = _("Save")
    summary = area(
        label=_("Brief summary of the incident"),
        required=False,
        help_text=_("What happened, in a few sentences, for monitoring."),
    )
    investigation = area(
        label=_("Investigation"),
        required=False,
        help_text=_("What was found out, and how."),
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the outcome.")},
    )
    outcome_words = area(
        label=_("Outcome and the reasons for it"),
        required=False,
        help_text=_("What was decided and why, also what was decided against."),
    )
    small = ("outcome",)

    @staticmethod
    def start(incident: Incident) -> dict[str, Any]:
        """What the record has already, so that nothing is typed twice."""
        return {name: getattr(incident, name) for name in SummaryForm.base_fields}


class CloseForm(SummaryForm):
    """Closing: the same words, and now they are needed."""

    button = _("Close the incident")
    to_reporter = area(
        label=_("What the reporter is told (optional)"),
        required=False,
        max_length=5_000,
        help_text=_("Plain words, no names. Leave it empty to tell nothing now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = {
            "summary": _("Write a brief summary of the incident."),
            "outcome": _("Choose the outcome."),
            "outcome_words": _("Give the outcome and the reasons for it."),
        }
        for name, sentence in needed.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence


class HandlerForm(RecordForm):
    """Who handles the case: one of those who may."""

    button = _("Save")
    rows = 3
    handler = forms.TypedChoiceField(
        label=_("Who handles this incident?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a person."), "invalid_choice": _("Choose a person.")},
    )
    reason = area(label=_("Note (optional)"), required=False)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(member.pk): member for member in members}
        field = self.fields["handler"]
        field.choices = [(key, m.display_name) for key, m in by_key.items()]  # type: ignore[attr-defined]
        field.coerce = by_key.get  # type: ignore[attr-defined]
