"""Forms of the words: writing them, publishing them, comparing two versions."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import wording
from aup.models import AgreementVersion
from esafety.languages import ENGLISH
from esafety.schools.fields import DayField

_LOST = _("The page was not sent whole. Look at it once more, then send it again.")
MARKS = _(
    "The first line is the title and begins with #. Begin a heading with ##, each line of a list "
    "with -, and leave an empty line between paragraphs."
)


class Revised(forms.Form):
    """A form that brings back the revision of the draft its page was drawn from. One that is lost
    is said of the whole form: nobody sees a hidden field."""

    revision = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.pop("revision", None) or not found.get("revision"):
            self.add_error(None, _LOST)
        return found


class TranslationForm(forms.Form):
    """The words of an agreement in one language."""

    text = forms.CharField(
        label=_("The words"),
        help_text=MARKS,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28}),
    )

    def __init__(self, *args: Any, audience: str, locale: str = ENGLISH, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._audience, self._locale = audience, locale

    def clean_text(self) -> str:
        text = wording.tidy(self.cleaned_data["text"])
        if sentence := wording.problem(text, self._audience, self._locale):
            raise forms.ValidationError(sentence)
        return text


class WordsForm(TranslationForm, Revised):
    """The words of the draft, and the revision that the page was drawn from."""


class PublishForm(Revised):
    """From when the next version holds, and whether everybody signs again. `wrong_day` gives the
    sentence for a day that will not do, or nothing. A renewal has no change to be large."""

    begins = DayField(
        label=_("In force from"),
        help_text=_("Today or later. Until then the earlier version holds."),
        asks=_("Enter the day from which it is in force."),
    )
    material = forms.TypedChoiceField(
        label=_("How large is the change?"),
        choices=[
            ("no", _("Minor: better words, the same rules. What was signed still holds.")),
            ("yes", _("Material: the rules change. Everybody has to sign again.")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether the change is minor or material."),
            "invalid_choice": _("Choose whether the change is minor or material."),
        },
    )

    def __init__(
        self, *args: Any, wrong_day: Callable[[date], str], renews: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._wrong_day = wrong_day
        if renews:
            del self.fields["material"]
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            Field("begins"),
            *([] if renews else [Field.radios("material")]),
            "revision",
            Button.primary("publish", _("Publish"), data_prevent_double_click="true"),
        )

    def clean_begins(self) -> date:
        day: date = self.cleaned_data["begins"]
        if sentence := self._wrong_day(day):
            raise forms.ValidationError(sentence)
        return day


class PressForm(forms.Form):
    """An act that asks for nothing but to be meant."""


class VersionsForm(forms.Form):
    """Two versions of one agreement, by number."""

    older = forms.TypedChoiceField(label=_("Compare"), coerce=int)
    newer = forms.TypedChoiceField(label=_("with"), coerce=int)

    def __init__(self, data: Any, *, versions: Iterable[AgreementVersion]) -> None:
        offered = [(v.number, _("Version %(number)s") % {"number": v.number}) for v in versions]
        super().__init__(data)
        for name in ("older", "newer"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Choose a version.")
