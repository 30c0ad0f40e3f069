"""A file of a register, or the same pasted."""

from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety import records
from policies.registers import reading
from policies.registers.declared import Register
from policies.registers.queries.rolls import Roll


class UploadForm(forms.Form):
    """The file itself; read here, so that a fault stands beside its field."""

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

    def __init__(self, *args: Any, register: Register, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.today = register, today
        self.helper = FormHelper()
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
            found = records.read(given, sheets=True)
            roll = Roll()
            data["found"] = reading.read(self.register, found, roll=roll, today=self.today)
        except records.Unreadable as fault:
            self.add_error("file" if file else "pasted", fault.sentence)
        return data
