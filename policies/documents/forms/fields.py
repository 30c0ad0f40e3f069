"""Fields and the drawing that all forms of the policies share."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies import codes

LOST = _("The page was not sent whole. Look at it once more, then send it again.")


class DrawnForm(forms.Form):
    """A form that draws each field by its widget, with one button below: `button`, a warning one
    where `danger`."""

    button: Any = _("Save")
    danger = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw()

    def draw(self) -> None:
        """Lay out the fields as they are now."""
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        made = Button.warning if self.danger else Button.primary
        fields = [_drawn(name, field) for name, field in self.fields.items()]
        press = made("act", self.button, data_prevent_double_click="true")
        self.helper.layout = Layout(*fields, press)


def _drawn(name: str, field: forms.Field) -> Any:
    widget = field.widget
    if isinstance(field, DayField) or widget.is_hidden:
        return Field(name)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return Field.checkboxes(name)
    if isinstance(widget, forms.CheckboxInput):
        return Field.checkbox(name)
    if isinstance(widget, forms.RadioSelect):
        return Field.radios(name)
    if isinstance(widget, forms.Select):
        return Field.select(name)
    if isinstance(widget, forms.Textarea):
        return Field.textarea(name, rows=widget.attrs.get("rows", 4))
    return Field.text(name)


class Words(forms.CharField):
    """Several lines of words without characters that nobody can see."""

    def __init__(self, *, asks: Any = "", most: int = 4000, rows: int = 4, **kwargs: Any) -> None:
        long = _("Use %(most)s characters or fewer.") % {"most": f"{most:,}"}
        kwargs.setdefault("required", bool(asks))
        messages = {"required": asks, "max_length": long}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=most, widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else codes.tidy(str(value)))


class OneLine(forms.CharField):
    """A few words on one line."""

    def __init__(self, *, asks: Any = "", most: int = 120, **kwargs: Any) -> None:
        long = _("Use %(most)s characters or fewer.") % {"most": most}
        messages = {"required": asks, "max_length": long}
        kwargs.setdefault("required", bool(asks))
        super().__init__(max_length=most, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else codes.one_line(str(value)))


def revision() -> forms.IntegerField:
    """The revision of the text that the page was drawn from."""
    return forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={"required": LOST, "invalid": LOST},
    )


def yes_or_no(label: Any, *, yes: Any, no: Any, asks: Any) -> forms.TypedChoiceField:
    """Two answers to choose from, as True and False."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": asks, "invalid_choice": asks},
    )


def one_of(label: Any, choices: Any, *, asks: Any, **kwargs: Any) -> forms.ChoiceField:
    """One of some answers."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=kwargs.pop("widget", forms.RadioSelect),
        error_messages={"required": asks, "invalid_choice": asks},
        **kwargs,
    )
