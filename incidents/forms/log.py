"""The filters of the log as a form: codes in the address, words by POST."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Group, Place, Platform, Status
from incidents.log.filters import NOBODY, Filters
from incidents.log.options import Options
from incidents.log.paging import DEFAULT, ORDERS
from incidents.log.phrases import HOURS, NAMES, STATE_GROUPS, UNHANDLED, WEEK

_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
_FROM_LIST = {"invalid_choice": gettext_lazy("Choose one from the list.")}
_FIRST_WORDS = {"invalid": gettext_lazy("“From”: enter a real date, such as 27/3/2026.")}
_LAST_WORDS = {"invalid": gettext_lazy("“To”: enter a real date, such as 27/3/2026.")}


class LogFilterForm(forms.Form):
    """Every filter but the text. Nothing is required; what cannot be read is said next to it."""

    term = forms.ChoiceField(label=NAMES["term"], required=False, error_messages=_FROM_LIST)
    state = forms.ChoiceField(label=NAMES["state"], required=False, error_messages=_FROM_LIST)
    type = forms.ChoiceField(label=NAMES["type"], required=False, error_messages=_FROM_LIST)
    group = forms.ChoiceField(
        label=NAMES["group"], required=False, choices=Group.choices[:-1], error_messages=_FROM_LIST
    )
    year = forms.ChoiceField(label=NAMES["year"], required=False, error_messages=_FROM_LIST)
    place = forms.ChoiceField(
        label=NAMES["place"], required=False, choices=Place.choices, error_messages=_FROM_LIST
    )
    platform = forms.ChoiceField(
        label=NAMES["platform"],
        required=False,
        choices=Platform.choices,
        error_messages=_FROM_LIST,
    )
    weekday = forms.ChoiceField(
        label=NAMES["weekday"], required=False, choices=WEEK.items(), error_messages=_FROM_LIST
    )
    hour = forms.ChoiceField(
        label=NAMES["hour"], required=False, choices=HOURS.items(), error_messages=_FROM_LIST
    )
    handler = forms.ChoiceField(label=NAMES["handler"], required=False, error_messages=_FROM_LIST)
    since = forms.DateField(
        label=NAMES["since"], required=False, input_formats=_DAYS, error_messages=_FIRST_WORDS
    )
    until = forms.DateField(
        label=NAMES["until"], required=False, input_formats=_DAYS, error_messages=_LAST_WORDS
    )
    person = forms.CharField(label=NAMES["person"], required=False, max_length=12)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[(code, order.label) for code, order in ORDERS.items()],
        error_messages=_FROM_LIST,
    )

    def __init__(
        self, data: Any, *, options: Options, person_named: Callable[[int], str | None]
    ) -> None:
        super().__init__(data)
        self.person_name = ""
        self._person_named = person_named
        offered = {
            "term": options.term_choices(data.get("term", "")),
            "state": [*STATE_GROUPS.items(), *Status.choices],
            "type": [(t.code, t.label) for t in options.types],
            "year": YEAR_GROUPS,
            "handler": [(NOBODY, UNHANDLED), *((str(pk), n) for pk, n in options.handlers)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_person(self) -> str:
        typed: str = self.cleaned_data["person"]
        if not typed:
            return ""
        name = self._person_named(int(typed)) if typed.isascii() and typed.isdigit() else None
        if name is None:
            raise forms.ValidationError(_("Choose a person from the list that opens as you type."))
        self.person_name = name
        return typed

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return found

    def filters(self, text: str = "") -> Filters:
        """What was asked, as codes; the default order is not a choice."""
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if found.get("sort") == DEFAULT:
            del found["sort"]
        return Filters(text=text, **found)


class LogSearchForm(forms.Form):
    """Words to look for. They go in the body of a POST and never into an address."""

    text = forms.CharField(
        label=gettext_lazy("Search the log"),
        help_text=gettext_lazy("Words, a name or a reference."),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Search for 200 characters or fewer.")},
    )
