"""What the steps of the report share: bound to answers as typed, checked, ready to be kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from incidents import answers
from incidents.models import IncidentType


@dataclass(frozen=True)
class Setting:
    """What the steps have to know of the school: today's date there, and its types."""

    today: date
    types: list[IncidentType]


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: the sentence, and the id of the field to go to."""

    text: str
    target: str


class StepForm(forms.Form):
    """One step, bound to the raw answers, whether they come from a request or from a draft."""

    step: ClassVar[str]
    title: ClassVar[str | Promise]
    template: ClassVar[str] = "incidents/report/step.html"

    def __init__(self, raw: dict[str, Any], setting: Setting) -> None:
        super().__init__(MultiValueDict(raw))
        self.raw_answers, self.setting = raw, setting
        self.use_required_attribute = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.label_size = self.helper.legend_size = "s"
        self.prepare()
        self.helper.layout = Layout(*self.parts())

    @classmethod
    def raw(cls, post: Any, setting: Setting) -> dict[str, Any]:  # noqa: ARG003
        """The answers as typed, ready for the draft, whatever they are."""
        return answers.fields(post, cls.names())

    @classmethod
    def names(cls) -> list[str]:
        """The names under which this step's answers are posted."""
        found = []
        for name, field in cls.base_fields.items():
            parts = getattr(field.widget, "widgets", None)
            found += [f"{name}_{n}" for n in range(len(parts))] if parts else [name]
        return found

    def prepare(self) -> None:
        """Fill in choices from the setting."""

    def parts(self) -> list[Any]:
        """How the fields are drawn, in order."""
        return list(self.fields)

    def quiet(self) -> "StepForm":
        """Show the answers as they were typed, without finding fault: for a page just opened."""
        self._errors = ErrorDict()
        return self

    def ready(self) -> dict[str, Any]:
        """The checked answers, as JSON; only after is_valid()."""
        return dict(self.cleaned_data)

    def error_links(self) -> list[ErrorLink]:
        """Every error with the field to go to, in the order of the page."""
        names = [(name, error) for name in self.fields for error in self[name].errors]
        return [ErrorLink(str(error), self._target(name)) for name, error in names]

    def _target(self, name: str) -> str:
        """The id of the first input of a field, as the components number them."""
        widget, own = self.fields[name].widget, str(self[name].auto_id)
        if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
            return f"{own}_1"
        return f"{own}_0" if isinstance(widget, forms.MultiWidget) else own


def complain(form: forms.Form, field: str, sentence: str | Promise) -> None:
    """Put one error next to a field, unless it has one already."""
    if field not in form.errors:
        form.add_error(field, str(sentence))
