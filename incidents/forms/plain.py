"""What the forms of the record share: tidy words, moments that have been, one look."""

from datetime import date, datetime
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents import answers

MOST_WORDS = 20_000
_CANCEL = (
    '{% load i18n %}<a class="govuk-link" href="{{ cancel_url }}">{% translate "Cancel" %}</a>'
)


class Words(forms.CharField):
    """Text without control characters and without pictures pasted as text (spec/forms.md)."""

    default_error_messages = {
        "max_length": _("Use at most %(limit_value)s characters. You have used %(show_value)s."),
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(None if value is None else answers.tidy(str(value)))
        return text.strip() if text and self.strip else text


class Day(forms.DateField):
    """A day that has come, from the year 2000 on."""

    default_error_messages = {"invalid": _("Enter a date, such as 14/9/2026.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "date", "class": "govuk-input govuk-input--width-10"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"), **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not answers.EARLIEST <= value <= timezone.localdate():
            raise ValidationError(_("Enter a day that has been, from the year 2000 on."))


class Clock(forms.TimeField):
    """A time of day, in the school's zone."""

    default_error_messages = {"invalid": _("Enter a time, such as 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "time", "class": "govuk-input govuk-input--width-5"}
        super().__init__(widget=forms.TimeInput(attrs=attrs, format="%H:%M"), **kwargs)


def area(**kwargs: Any) -> Words:
    """A box for several lines of words."""
    kwargs.setdefault("max_length", MOST_WORDS)
    return Words(widget=forms.Textarea, **kwargs)


def happened_at(day: date, clock: Any) -> datetime:
    """The moment in the school's zone. Raises ValidationError for one still to come."""
    moment = timezone.make_aware(datetime.combine(day, clock))
    if moment > timezone.now():
        raise ValidationError(_("This time has not come yet."))
    return moment


class RecordForm(forms.Form):
    """A form of the record: its fields in order, its button and a way back."""

    button = _("Save")
    warning = False
    rows = 5
    small: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = "s"
        self.helper.legend_size = "s"
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        make = Button.warning if self.warning else Button.primary
        button = make("save", str(self.button), data_prevent_double_click="true")
        return Layout(*self.parts(), Div(button, HTML(_CANCEL), css_class="app-form-actions"))

    def parts(self) -> list[Any]:
        """How the fields are drawn, in order."""
        return [self._part(name) for name in self.fields]

    def _part(self, name: str) -> Any:
        widget = self.fields[name].widget
        if isinstance(widget, forms.Textarea):
            return Field.textarea(name, rows=self.rows)
        if isinstance(widget, forms.RadioSelect):
            return Field.radios(name, small=name in self.small)
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return Field.checkboxes(name, small=True)
        return Field(name)
