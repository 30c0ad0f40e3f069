"""Rows that somebody sends: a CSV or XLSX file, or the same pasted. Read in the form, so that a
fault stands beside its field. Nothing is kept of the file itself."""

from collections.abc import Callable
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from esafety import records
from policies import rows


class RowsForm(forms.Form):
    """A file or pasted rows; `cleaned_data["found"]` is what `understood` makes of the records."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Up to 5 MB and 10,000 rows. The first row names the columns."),
        widget=forms.FileInput(
            attrs={"class": "govuk-file-upload", "accept": ".csv,.txt,.xlsx,text/csv"}
        ),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows, with their headings"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(
            Field("file"), Field("pasted"), Button.primary("read", _("Read the file"))
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.get("file"), data.get("pasted") or ""
        if self.errors:
            return data
        if bool(file) == bool(pasted.strip()):
            words = _("Choose a file or paste rows, not both.") if file else _("Choose a file.")
            self.add_error("file", words)
            return data
        try:
            given = file.read(records.LARGEST + 1) if file else pasted
            data["found"] = self.understood(records.read(given, sheets=True))
        except records.Unreadable as fault:
            self.add_error("file" if file else "pasted", fault.sentence)
        return data

    def understood(self, found: list[list[str]]) -> Any:
        """What the records mean; raises records.Unreadable for a file as a whole."""
        return found


class ListForm(RowsForm):
    """Rows that are looked at first and sent again to be entered: `cleaned_data["found"]` is their
    text for that, and what they mean. Each form has its own `read`: what each record means; it
    raises records.Unreadable."""

    read: Callable[[list[list[str]]], rows.Read[Any]]

    def understood(self, found: list[list[str]]) -> tuple[str, rows.Read[Any]]:
        return rows.as_text(found), self.read(found)


def read_in(
    request: Any,
    form: ListForm,
    template: str,
    *,
    would: Callable[[list[Any]], Any],
    enter: Callable[[list[Any]], HttpResponse],
) -> HttpResponse:
    """A list looked at first, and entered when it is confirmed. `would` is what the page shows of
    the rows before; `enter` enters them and says where to go. What was pasted stays there."""
    if not form.is_valid():
        return render(request, template, {"form": form})
    text, found = form.cleaned_data["found"]
    if "confirm" in request.POST and found.rows:
        return enter(found.rows)
    again = type(form)(initial={"pasted": request.POST.get("pasted", "")})
    context = {"form": again, "found": found, "text": text, "would": would(found.rows)}
    return render(request, template, context)
