"""What a copy of a record is to hold, and with whom it was shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents import answers
from reports.record_out.sections import SECTIONS

_NAMES = [
    ("", lazy("Masked: “Child A”, “Adult B”")),
    ("named", lazy("Left in: the recipient is entitled to them")),
]
_PART = "part_"


class Words(forms.CharField):
    """Text without control characters and without pictures pasted as text (spec/forms.md)."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else answers.tidy(str(value)))


class RecordOutForm(forms.Form):
    """Which parts, and whether names are masked."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for code, section in SECTIONS.items():
            self.fields[f"{_PART}{code}"] = forms.BooleanField(
                label=str(section.title), required=False, initial=section.asked
            )
        self.fields["names"] = forms.ChoiceField(
            label=lazy("Names of people"), required=False, choices=_NAMES
        )
        self.fields["reason"] = Words(
            label=lazy("Why names may be left in"),
            help_text=lazy("Needed if they are: who receives it, and by what right. It is kept on "
                           "the record."),
            required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        self.fields["extra"] = Words(
            label=lazy("Other words to be left out"),
            help_text=lazy("One name or word on each line, such as nicknames and user names. They "
                           "are not kept."),
            required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._chosen(found):
            self.add_error(None, _("Choose at least one part of the record."))
        if found.get("names") and not found.get("reason"):
            self.add_error("reason", _("Say why the names may be left in."))
        return found

    @staticmethod
    def _chosen(found: dict[str, Any]) -> list[str]:
        return [code for code in SECTIONS if found.get(f"{_PART}{code}")]

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen, as the service takes it."""
        found = self.cleaned_data
        lines = [line.strip() for line in found["extra"].splitlines()]
        return {
            "sections": self._chosen(found),
            "named": bool(found["names"]),
            "reason": found["reason"],
            "extra": [line for line in lines if line],
        }

    @property
    def parts(self) -> list[Any]:
        """The boxes of the parts."""
        return [field for field in self if field.name.startswith(_PART)]


class GivenOutForm(forms.Form):
    """With whom a copy was shared, and why."""

    recipient = Words(
        label=lazy("Who received it"),
        help_text=lazy("The person and what they are, such as a police officer with their number."),
        max_length=200,
        error_messages={"required": lazy("Say who received it.")},
    )
    why = Words(
        label=lazy("Why it was shared, and by what right"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": lazy("Say why it was shared.")},
    )
