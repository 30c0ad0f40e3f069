"""Shape and wording of what is typed about reports."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Term
from reports.models import code_of


class TermForm(forms.Form):
    """Which term a report or an annex is for."""

    term = forms.ChoiceField(
        label=_("Term"),
        error_messages={
            "required": _("Choose a term."),
            "invalid_choice": _("Choose a term from the list."),
        },
    )

    def __init__(self, data: Any, *, terms: Iterable[Term]) -> None:
        super().__init__(data)
        self.offered = {code_of(term): term for term in terms}
        self.fields["term"].choices = [(code, str(t)) for code, t in self.offered.items()]  # type: ignore[attr-defined]

    def clean_term(self) -> Term:
        return self.offered[self.cleaned_data["term"]]


class WordsForm(forms.Form):
    """The drafter's own words, and what they say about names found in them."""

    words = forms.CharField(
        label=_("Your words for the governors"),
        help_text=_(
            "What the figures mean, what was done and what comes next. Write about no one in "
            "particular: no names, and nothing by which a reader could tell who it was."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"max_length": _("Write 10,000 characters or fewer.")},
    )
    names_cleared = forms.BooleanField(
        label=_("I have checked: names in these words are not those of people in incidents"),
        required=False,
    )


class ReasonForm(forms.Form):
    """Why a report goes back to its drafter."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What has to change. The drafter reads it on the report's page."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Give a reason."),
            "max_length": _("Write 2,000 characters or fewer."),
        },
    )


class PressForm(forms.Form):
    """An act that asks for nothing but to be meant."""
