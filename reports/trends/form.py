"""What the trends page is asked for: codes in the address alone, and never a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Group, Place, Platform
from incidents.log.filters import Filters
from incidents.log.options import Options
from incidents.log.phrases import NAMES

_FROM_LIST = {"invalid_choice": _("Choose one from the list.")}
_ANY = [("", _("Any"))]


class TrendsForm(forms.Form):
    """The term up to which six are shown, and filters. Nothing is required."""

    def __init__(self, data: Any, *, options: Options) -> None:
        super().__init__(data)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "term": options.term_choices(data.get("term", "")),
            "type": _ANY + [(t.code, t.label) for t in options.types],
            "group": _ANY + list(Group.choices[:-1]),
            "year": _ANY + list(YEAR_GROUPS),
            "place": _ANY + list(Place.choices),
            "platform": _ANY + list(Platform.choices),
        }
        labels = {**NAMES, "term": _("Six terms up to")}
        for name, choices in offered.items():
            self.fields[name] = forms.ChoiceField(
                label=labels[name], choices=choices, required=False, error_messages=_FROM_LIST,
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )  # fmt: skip

    @property
    def term(self) -> str:
        """The code of the chosen term; "" for the newest."""
        return str(self.cleaned_data.get("term", ""))

    def filters(self) -> Filters:
        """The filters as the log knows them, without the term."""
        names = ("type", "group", "year", "place", "platform")
        return Filters(**{name: self.cleaned_data.get(name, "") for name in names})
