"""What the forms of the parts of the policies share: tidy words, one look, a way back."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from policies import codes

_CANCEL = (
    '{% load i18n %}<a class="govuk-link" href="{{ cancel_url }}">{% translate "Cancel" %}</a>'
)


class Line(forms.CharField):
    """One line of words, without characters that nobody can see."""

    default_error_messages = {
        "max_length": _("Use at most %(limit_value)s characters. You have used %(show_value)s."),
    }

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else codes.one_line(str(value)))


class Area(forms.CharField):
    """Several lines of words."""

    default_error_messages = Line.default_error_messages

    def __init__(self, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea, max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else codes.tidy(str(value)))


class PlainForm(forms.Form):
    """Its fields in order, its button and a way back (`cancel_url` of the page)."""

    button = _("Save")
    warning = False
    rows = 4

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = "s"
        self.helper.legend_size = "s"
        make = Button.warning if self.warning else Button.primary
        button = make("save", str(self.button), data_prevent_double_click="true")
        actions = Div(button, HTML(_CANCEL), css_class="app-form-actions")
        self.helper.layout = Layout(*(self._part(name) for name in self.fields), actions)

    def _part(self, name: str) -> Any:
        widget = self.fields[name].widget
        if isinstance(widget, forms.Textarea):
            return Field.textarea(name, rows=self.rows)
        if isinstance(widget, forms.RadioSelect):
            return Field.radios(name)
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return Field.checkboxes(name, small=True)
        return Field(name)
