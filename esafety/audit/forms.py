"""The two questions one may ask the audit log."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.audit import types


class AuditFilterForm(forms.Form):
    """Which kind of event, and which day."""

    kind = forms.ChoiceField(label=_("What was done"), required=False)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        help_text=_("For example 14/09/2026"),
        error_messages={"invalid": _("Enter a day such as 14/09/2026.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        words = sorted((types.words_for(name).capitalize(), name) for name in types.known())
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("Anything")),
            *((name, label) for label, name in words),
        ]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.layout = Layout("kind", "day", Button("show", _("Show")), HTML(""))
