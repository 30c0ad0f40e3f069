"""A file of people, or the same pasted."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people import csvfile
from esafety.people.choices import ImportKind


class UploadForm(forms.Form):
    """Which people, and the file itself; read here, so that a fault stands beside its field."""

    kind = forms.ChoiceField(
        label=_("Who is in the file?"),
        choices=ImportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is in the file.")},
    )
    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Up to 5 MB and 10,000 rows. The first row names the columns."),
        widget=forms.FileInput(
            attrs={"class": "govuk-file-upload", "accept": ".csv,.txt,text/csv"}
        ),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows, with their headings"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.radios("kind", small=True),
            Field("file"),
            Field("pasted"),
            Button.primary("read", _("Read the file")),
        )

    def clean(self):
        data = super().clean()
        file, pasted, kind = data.get("file"), data.get("pasted") or "", data.get("kind")
        if self.errors:
            return data
        if bool(file) == bool(pasted.strip()):
            words = _("Choose a file or paste rows, not both.") if file else _("Choose a CSV file.")
            self.add_error("file", words)
            return data
        field = "file" if file else "pasted"
        try:
            data["reading"] = csvfile.read(self._bytes(file) if file else pasted, kind)
        except csvfile.Unreadable as fault:
            self.add_error(field, fault.sentence)
        return data

    def _bytes(self, file):
        """The file, or one byte more than is allowed of a file that is too large."""
        return file.read(csvfile.LARGEST + 1)
