"""Calls, the steps of a record, and the agreements of a policy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies.forms.plain import Area, PlainForm
from policies.reviews.choices import BY_HAND, Outcome, Step, Why

_SAY = _("If nothing has changed, write that. Write about rules, not about people.")


class CallForm(PlainForm):
    """Why a review is called."""

    button = _("Call a review")
    why = forms.ChoiceField(
        label=_("Why"),
        choices=[(one.value, one.label) for one in Why if one in BY_HAND],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose why.")},
    )
    words = Area(
        label=_("In words"),
        help_text=_("Whoever reviews the policy reads this. Name no person and no incident."),
        max_length=2000,
        error_messages={"required": _("Say why the review is called.")},
    )


class _Step(PlainForm):
    """One step: what was typed is kept as it is, and the next step follows."""

    button = _("Save and continue")


class ChangesForm(_Step):
    """What changed since the last review."""

    law = Area(
        label=_("What has changed in law and guidance?"),
        help_text=_SAY,
        error_messages={"required": _("Say what has changed in law and guidance, or “nothing”.")},
    )
    technology = Area(
        label=_("What has changed in technology?"),
        help_text=_("New devices, services or ways of working at the school, AI tools as well."),
        error_messages={"required": _("Say what has changed in technology, or “nothing”.")},
    )
    incidents = Area(
        label=_("What have incidents shown since?"),
        help_text=_("In general words: no names, and nothing from which a case is known."),
        error_messages={"required": _("Say what incidents have shown, or “nothing”.")},
    )


class PeopleForm(_Step):
    """Who took part."""

    people = Area(
        label=_("Who reviewed it?"),
        help_text=_("Roles or names of those who took part, such as the lead and the DSL."),
        max_length=1000,
        error_messages={"required": _("Say who reviewed it.")},
    )


class OutcomeForm(_Step):
    """What follows."""

    outcome = forms.ChoiceField(
        label=_("What follows?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what follows."),
            "invalid_choice": _("Choose what follows."),
        },
    )
    words = Area(
        label=_("Why?"),
        max_length=2000,
        error_messages={"required": _("Say why.")},
    )
    next_on = DayField(
        label=_("Next date"),
        help_text=_(
            "Of the next review; or, where it is to be revised, by when the new text is ready. "
            "Leave it empty only where the policy is withdrawn."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        outcome = facts.get("outcome")
        dateless = outcome and outcome != Outcome.WITHDRAW and not facts.get("next_on")
        if dateless and "next_on" not in self.errors:
            self.add_error("next_on", str(_("Enter the next date.")))
        return facts


class FinishForm(PlainForm):
    """Finishing asks for nothing but to be meant."""

    button = _("Finish the review")


STEPS: dict[Step, type[PlainForm]] = {
    Step.CHANGES: ChangesForm,
    Step.PEOPLE: PeopleForm,
    Step.OUTCOME: OutcomeForm,
}


class AgreementsForm(PlainForm):
    """The agreements that stand on a policy."""

    agreements = forms.MultipleChoiceField(
        label=_("Agreements that stand on this policy"),
        help_text=_("Whoever signs one is counted after a change of the policy that matters."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose agreements of the school.")},
    )

    def __init__(self, *args: Any, offered: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreements"].choices = list(offered.items())  # type: ignore[attr-defined]
