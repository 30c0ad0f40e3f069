"""What the steps of a draft ask for, and which two versions are compared."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies import codes
from policies.models import RuleTableVersion
from policies.pasted import MOST_CHARACTERS

_LONG = _("Write 2,000 characters or fewer.")


class Words(forms.CharField):
    """Several lines of words without characters that nobody can see."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 4)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else codes.tidy(str(value)))


class ProposeForm(forms.Form):
    """What changed and why, and from when it is to hold. `wrong_day` gives the sentence for a day
    that will not do, or nothing."""

    comment = Words(
        label=_("What changed and why"),
        help_text=_("It stays with the version. Write about rules, not about people."),
        max_length=2000,
        error_messages={
            "required": _("Say what changed and why."),
            "max_length": _LONG,
        },
    )
    starts_on = DayField(
        label=_("In force from"),
        help_text=_("Today or later. Incidents before that day stay under the earlier rules."),
        asks=_("Enter the day from which it holds."),
    )

    def __init__(self, *args: Any, wrong_day: Callable[[date], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wrong_day = wrong_day

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if sentence := self._wrong_day(day):
            raise forms.ValidationError(sentence)
        return day

    @staticmethod
    def start(comment: str, starts_on: date | None, today: date) -> dict[str, Any]:
        """What is on the page at first: what was said before, or today."""
        return {"comment": comment, "starts_on": max(starts_on or today, today)}


class ReasonForm(forms.Form):
    """Why a draft goes back to those who write it."""

    reason = Words(
        label=_("Reason"),
        help_text=_("What has to change. It stands on the draft's page."),
        max_length=2000,
        error_messages={"required": _("Give a reason."), "max_length": _LONG},
    )


class PressForm(forms.Form):
    """An act that asks for nothing but to be meant."""


class ApproveForm(forms.Form):
    """An approval of what the page showed: the revision goes with it."""

    revision = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Read the draft, then approve it."),
            "invalid": _("Read the draft, then approve it."),
        },
    )


class ImportForm(forms.Form):
    """The text of a CSV file; `checked` is the digest of the text that the page has shown."""

    text = Words(
        label=_("The lines of the CSV file"),
        help_text=_(
            "Open the file, copy all of it and paste it here. Lines copied from a spreadsheet "
            "are read as well."
        ),
        rows=14,
        max_length=MOST_CHARACTERS,
        strip=False,
        error_messages={
            "required": _("Paste the lines of the CSV file."),
            "max_length": _("This is too long for a table of rules."),
        },
    )
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    revision = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )


class CompareForm(forms.Form):
    """Two versions of one table, by number."""

    older = forms.TypedChoiceField(label=_("Compare"), coerce=int)
    newer = forms.TypedChoiceField(label=_("with"), coerce=int)

    def __init__(self, data: Any, *, versions: Iterable[RuleTableVersion]) -> None:
        offered = [(v.number, _("Version %(number)s") % {"number": v.number}) for v in versions]
        super().__init__(data)
        for name in ("older", "newer"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Choose a version.")
