"""What each report on paper is asked for: codes and days alone."""

from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aup import queries as agreements
from esafety.schools.fields import DayField
from esafety.schools.models import School
from reports.papers import spans

DAYS = "days"
LONGEST = 400
_FROM_LIST = {
    "required": lazy("Choose one from the list."),
    "invalid_choice": lazy("Choose one from the list."),
}


class PaperForm(forms.Form):
    """What the forms share. `asked` are the codes that the paper keeps."""

    def __init__(self, data: Any = None, *, school: School) -> None:
        super().__init__(data)
        self.offer(school)
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self.parts(), Button.primary("make", _("Make the PDF")))

    def offer(self, school: School) -> None:
        """Fill the lists from the school."""

    def parts(self) -> list[Any]:
        return [Field.select(name) for name in self.fields]

    @property
    def asked(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class LeadersForm(PaperForm):
    """A half-term, or days."""

    period = forms.ChoiceField(label=lazy("Period"), error_messages=_FROM_LIST)
    since = DayField(label=lazy("From"), required=False)
    until = DayField(label=lazy("To"), required=False)

    def offer(self, school: School) -> None:
        self._halves = {one.code: one for one in spans.half_terms(school)}
        choices = [(code, one.label) for code, one in self._halves.items()]
        self.fields["period"].choices = [*choices, (DAYS, _("The days below"))]  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        return [Field.select("period"), "since", "until"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("period") == DAYS and not self.errors:
            since, until = found.get("since"), found.get("until")
            if since is None or until is None:
                name = "since" if since is None else "until"
                self.add_error(name, _("Enter the first and the last day."))
            elif until < since:
                self.add_error("until", _("The last day must not be before the first."))
            elif (until - since).days > LONGEST:
                self.add_error("until", _("Choose a year or less."))
        return found

    @property
    def asked(self) -> dict[str, str]:
        half = self._halves.get(self.cleaned_data["period"])
        first: date = half.first if half else self.cleaned_data["since"]
        last: date = half.last if half else self.cleaned_data["until"]
        return {"since": first.isoformat(), "until": last.isoformat()}


class BullyingForm(PaperForm):
    """A school year."""

    year = forms.ChoiceField(label=lazy("School year"), error_messages=_FROM_LIST)

    def offer(self, school: School) -> None:
        self.fields["year"].choices = [(one.code, one.label) for one in spans.years(school)]  # type: ignore[attr-defined]


class InspectionForm(PaperForm):
    """One school year or two, with references or without."""

    year = forms.ChoiceField(label=lazy("School year"), error_messages=_FROM_LIST)
    many = forms.ChoiceField(
        label=lazy("How many years"), error_messages=_FROM_LIST,
        choices=[("1", lazy("That year")), ("2", lazy("That year and the one before"))],
    )  # fmt: skip
    references = forms.ChoiceField(
        label=lazy("References of incidents"), error_messages=_FROM_LIST,
        choices=[("no", lazy("Without: “Case 1”, “Case 2”")), ("yes", lazy("With"))],
        help_text=lazy("With them an inspector can ask for one record by its number."),
    )  # fmt: skip

    def offer(self, school: School) -> None:
        self._years = {one.code: one for one in spans.years(school)}
        self.fields["year"].choices = [(code, one.label) for code, one in self._years.items()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        year, many = self._years[self.cleaned_data["year"]], self.cleaned_data["many"]
        first = year.first if many == "1" else year.first.replace(year=year.first.year - 1)
        facts = {"since": first.isoformat(), "until": year.last.isoformat()}
        return facts | {"references": self.cleaned_data["references"]}


class CoverageForm(PaperForm):
    """An agreement, and everybody or those who have not signed."""

    agreement = forms.ChoiceField(label=lazy("Agreement"), error_messages=_FROM_LIST)
    left = forms.ChoiceField(
        label=lazy("Who is listed"), error_messages=_FROM_LIST,
        choices=[("no", lazy("Everybody")), ("yes", lazy("Those who have not signed"))],
    )  # fmt: skip

    def offer(self, school: School) -> None:
        rows = agreements.agreements().values_list("code", "title")
        self.fields["agreement"].choices = list(rows)  # type: ignore[attr-defined]
