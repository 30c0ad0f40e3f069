"""Over which days the report on sanctions is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.answers import EARLIEST
from incidents.sanctions.choices import Grid

_NEVER = date(2100, 1, 1)


class PeriodForm(forms.Form):
    """The days that the report is over."""

    term = forms.ChoiceField(
        label=_("Term"),
        required=False,
        error_messages={"invalid_choice": _("Choose a term from the list.")},
    )
    since = forms.DateField(
        label=_("From"),
        required=False,
        error_messages={"invalid": _("“From”: enter a real date, such as 27/3/2026.")},
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        error_messages={"invalid": _("“To”: enter a real date, such as 27/3/2026.")},
    )
    grid = forms.ChoiceField(
        label=_("Grid"),
        required=False,
        choices=[("", _("All grids")), *Grid.choices],
        error_messages={"invalid_choice": _("Choose a grid from the list.")},
    )

    def __init__(self, data: Any, *, terms: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["term"].choices = [("", _("The days below")), *terms]  # type: ignore[attr-defined]
        for name in ("since", "until"):
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name].widget = widget

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("since", "until"):
            if facts.get(name) and not EARLIEST <= facts[name] < _NEVER:
                self.add_error(name, _("Enter a day between 2000 and 2099."))
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return facts
