"""Shape and wording of the filters of a chronology, and of what else is to be masked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from esafety.people import names
from incidents.choices import Part
from incidents.chronology.queries import ALL, Filters
from incidents.forms.plain import Words
from incidents.models import IncidentType

MOST_WORDS, LONGEST_WORD = 100, 100
_CHOICE = {"invalid_choice": lazy("Choose from this list.")}


class FilterForm(forms.Form):
    """Which incidents of the person are shown."""

    part = forms.ChoiceField(
        label=lazy("Part"),
        required=False,
        choices=[("", lazy("Any part")), *Part.choices],
        error_messages=_CHOICE,
    )
    type = forms.ChoiceField(label=lazy("Type"), required=False, error_messages=_CHOICE)

    def __init__(self, data: Any, *, types: list[IncidentType]) -> None:
        super().__init__(data)
        named = [(one.code, one.label) for one in types]
        self.fields["type"].choices = [("", _("Any type")), *named]  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """What was chosen; everything where that cannot be read."""
        if not self.is_valid():
            return ALL
        return Filters(part=self.cleaned_data["part"], type=self.cleaned_data["type"])


class _AnyWords(forms.MultipleChoiceField):
    """Ticked words: one that is nobody's name changes nothing."""

    def valid_value(self, value: str) -> bool:
        return True


class MaskForm(forms.Form):
    """What is to be masked besides the names that are known. It is kept nowhere."""

    extra = Words(
        label=lazy("Other words to be left out"),
        help_text=lazy(
            "One name or word on each line: nicknames, user names, a brother's name. They are not "
            "kept."
        ),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea", "autocomplete": "off"}),
        error_messages={"max_length": lazy("Use 5,000 characters or fewer.")},
    )
    small = _AnyWords(
        label=lazy("Leave these where they are in small letters"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_extra(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["extra"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_WORDS or any(len(line) > LONGEST_WORD for line in found):
            raise ValidationError(_("Use up to 100 lines, each with up to 100 characters."))
        return found

    def clean_small(self) -> list[str]:
        return [names.fold(one) for one in self.cleaned_data["small"][:MOST_WORDS]]

    @property
    def choices(self) -> dict[str, list[str]]:
        """What was typed and ticked, for the service; nothing where it cannot be read."""
        if not self.is_bound or not self.is_valid():
            return {"extra": [], "small": []}
        return {"extra": self.cleaned_data["extra"], "small": self.cleaned_data["small"]}
