"""Filters of a list of people by year and class, for every page that has one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people import queries


class GroupFilters(forms.Form):
    """Codes only, so they may stand in the address. What is not a choice counts as none: the years
    and classes of this school are."""

    year = forms.ChoiceField(label=_("Year group"), required=False)
    tutor = forms.ChoiceField(label=_("Tutor group"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(group, group) for group in queries.tutor_groups()]
        offered = {"year": queries.year_groups(), "tutor": groups}
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
