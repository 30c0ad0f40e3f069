"""Shape and wording of what is typed about reports."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.choices import CORRECTION, Section, title_of_text
from reports.queries import Time
from reports.services.drafting import fingerprint


class TimeForm(forms.Form):
    """Which term or school year a report or an annex is for."""

    term = forms.ChoiceField(
        label=_("Term"),
        error_messages={
            "required": _("Choose a term."),
            "invalid_choice": _("Choose a term from the list."),
        },
    )

    def __init__(self, data: Any, *, times: Iterable[Time]) -> None:
        super().__init__(data)
        self.offered = {time.code: time for time in times}
        self.fields["term"].choices = [(code, str(t)) for code, t in self.offered.items()]  # type: ignore[attr-defined]

    def clean_term(self) -> Time:
        return self.offered[self.cleaned_data["term"]]


class WordsForm(forms.Form):
    """The words of every section, each with the fingerprint of the text that it was begun from."""

    def __init__(self, data: Any, *, texts: dict[str, str], correction: bool = False) -> None:
        super().__init__(data)
        self.sections = [*([CORRECTION] if correction else []), *Section.values]
        for key in self.sections:
            self.fields[f"words_{key}"] = forms.CharField(
                label=_("Your words: %(title)s") % {"title": title_of_text(key)},
                required=key == CORRECTION,
                initial=texts.get(key, ""),
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 8}),
                error_messages={
                    "required": _("Say why the report is corrected."),
                    "max_length": _("Write 10,000 characters or fewer."),
                },
            )
            self.fields[f"base_{key}"] = forms.CharField(
                required=False,
                initial=fingerprint(texts.get(key, "")),
                max_length=64,
                widget=forms.HiddenInput,
            )

    def add_error(self, field: str | None, error: Any) -> None:
        """A mistake in a hidden field is told for the form: nobody could find it there."""
        super().add_error(None if field and field.startswith("base_") else field, error)

    def texts(self) -> dict[str, str]:
        """What was typed, with one kind of line end."""
        typed = {key: self.cleaned_data[f"words_{key}"] for key in self.sections}
        return {key: text.replace("\r\n", "\n") for key, text in typed.items()}

    def begun_from(self) -> dict[str, str]:
        """The fingerprints, by section; a form without one writes over what is there."""
        found = {key: self.cleaned_data.get(f"base_{key}", "") for key in self.sections}
        return {key: base for key, base in found.items() if base}


class ClearForm(forms.Form):
    """Why names that were found are of nobody in incidents."""

    reason = forms.CharField(
        label=_("Why these words may stand"),
        help_text=_("For example: the name of a trust, or of a member of staff who is thanked."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Write 500 characters or fewer.")},
    )


class CorrectionForm(forms.Form):
    """Why a published report is corrected."""

    reason = forms.CharField(
        label=_("Why is the report corrected?"),
        help_text=_(
            "The governors read this on the first page of the new edition. Name nobody, and "
            "nothing by which a reader could tell who it was."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Give a reason."),
            "max_length": _("Write 2,000 characters or fewer."),
        },
    )


_NOT_SEEN = _("Look at the report once more, then do this from its page.")


class SeenForm(forms.Form):
    """The number of the edition that somebody looked at before they decide about it."""

    edition = forms.IntegerField(
        min_value=1,
        max_value=9999,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _NOT_SEEN),
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """A mistake in the hidden field is told for the form: nobody could find it there."""
        super().add_error(None if field == "edition" else field, error)


class ReasonForm(SeenForm):
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


class ReadForm(forms.Form):
    """Which edition somebody says they have read."""

    edition = forms.IntegerField(min_value=1, max_value=9999, widget=forms.HiddenInput)
