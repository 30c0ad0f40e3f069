"""What is known of a policy; the blanks; how the register is narrowed down; what is compared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from esafety.schools.models import Membership
from policies.documents.blanks import BLANKS, MOST
from policies.documents.choices import ApprovingBody, Cycle, Marking, State
from policies.documents.forms.fields import DrawnForm, OneLine, one_of, revision, yes_or_no
from policies.documents.models import Policy, PolicyRevision

_MONTHS = _("Enter a number of months from 1 to 60.")


class NewPolicyForm(DrawnForm):
    """The details of a policy that is begun. `members` may own it."""

    button = _("Begin the policy")
    title = OneLine(label=_("Title"), asks=_("Give the policy a title."))
    number = OneLine(
        label=_("Document number"),
        help_text=_("Such as OAK-NS-POL-015. No other policy has the same."),
        asks=_("Give the policy a document number."),
        most=40,
    )
    owner: Any = forms.ModelChoiceField(
        label=_("Owner"),
        help_text=_("Who keeps it up to date and is reminded of its review."),
        queryset=None,
        empty_label=_("Choose a person"),
        error_messages={
            "required": _("Choose who owns the policy."),
            "invalid_choice": _("Choose who owns the policy."),
        },
    )
    body = one_of(
        _("Who approves it"), ApprovingBody.choices, asks=_("Choose who approves the policy.")
    )
    cycle = one_of(
        _("How often it is reviewed"), Cycle.choices, asks=_("Choose how often it is reviewed.")
    )
    cycle_months = forms.IntegerField(
        label=_("Number of months, if another"),
        required=False,
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _MONTHS),
    )
    marking = one_of(
        _("Protective marking"), Marking.choices, asks=_("Choose a protective marking.")
    )
    public = yes_or_no(
        _("Is it on the public page once it is published?"),
        yes=_("Yes: anybody may read it"),
        no=_("No: staff and governors only"),
        asks=_("Choose whether anybody may read it."),
    )
    acknowledged = yes_or_no(
        _("Do staff read and acknowledge each revision?"),
        yes=_("Yes"),
        no=_("No"),
        asks=_("Choose whether staff acknowledge it."),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]
        self.fields["owner"].label_from_instance = _name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        other = said.get("cycle") == Cycle.OTHER
        if other and said.get("cycle_months") is None and "cycle_months" not in self.errors:
            self.add_error("cycle_months", _MONTHS)
        if not other:
            said["cycle_months"] = None
        if said.get("public") and said.get("marking") == Marking.SENSITIVE:
            sentence = _("A policy that is marked as sensitive cannot be on the public page.")
            self.add_error("public", sentence)
        return said


class DetailsForm(NewPolicyForm):
    """The same of a policy that is there, and when it is reviewed next."""

    button = _("Save")
    next_review_on = DayField(
        label=_("Next review"),
        required=False,
        help_text=_("Set anew at each publication. Leave it empty where none is planned yet."),
    )

    @staticmethod
    def start(policy: Policy) -> dict[str, Any]:
        """What is on the page at first."""
        names = ("title", "number", "owner", "body", "cycle", "cycle_months", "marking")
        found = {name: getattr(policy, name) for name in (*names, "next_review_on")}
        for name in ("public", "acknowledged"):
            found[name] = "yes" if getattr(policy, name) else "no"
        return found


class BlanksForm(DrawnForm):
    """Every blank on one page. Empty ones stay open in the texts and keep them from approval."""

    revision = revision()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for blank in BLANKS:
            self.fields[blank.name] = OneLine(
                label=blank.label, help_text=blank.hint, most=MOST, required=False
            )
        self.draw()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for blank in BLANKS:
            if set("{}") & set(said.get(blank.name) or ""):
                self.add_error(blank.name, _("Leave out the signs { and }."))
        return said


class RegisterForm(forms.Form):
    """How the register is narrowed down. What is not known counts as not said."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *State.choices]
    )
    due = forms.ChoiceField(
        label=_("Review"),
        required=False,
        choices=[("", _("All")), ("overdue", _("Overdue")), ("soon", _("In the next 90 days"))],
    )


class CompareForm(forms.Form):
    """Two revisions of one policy, by number."""

    older = forms.TypedChoiceField(label=_("Compare"), coerce=int)
    newer = forms.TypedChoiceField(label=_("with"), coerce=int)

    def __init__(self, data: Any, *, revisions: Iterable[PolicyRevision]) -> None:
        offered = [(r.number, _("Revision %(number)s") % {"number": r.number}) for r in revisions]
        super().__init__(data)
        for name in ("older", "newer"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Choose a revision.")


def _name(member: Membership) -> str:
    return member.display_name
