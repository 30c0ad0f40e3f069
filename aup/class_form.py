"""The form with which a teacher signs for a class."""

import uuid

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _


class ClassForm(forms.Form):
    """Who was there and said yes, and the teacher's own name. `labels`: number of each question
    that is shown -> the child's name; `known`: all of the class, so that a form sent twice is
    no mistake."""

    children = forms.TypedMultipleChoiceField(
        label=_("Who was here and said yes?"),
        help_text=_("Leave out everyone who was away or did not say yes. They stay open."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one child."),
            "invalid_choice": _("Choose children of this class."),
        },
    )
    agree = forms.BooleanField(
        label=_(
            "I read this agreement with the class. The children I ticked were there and said yes."
        ),
        error_messages={"required": _("Tick the box to show that you read it with them.")},
    )
    name = forms.CharField(
        label=_("Type your own full name to sign"),
        max_length=120,
        error_messages={
            "required": _("Type your name to sign."),
            "max_length": _("Use 120 characters or fewer."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, labels, known, **kwargs):
        kwargs.setdefault("initial", {"once_key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self._known = set(known)
        self.fields["children"].choices = list(labels.items())
        self.fields["children"].valid_value = self._belongs
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.checkboxes("children"),
            Field("agree"),
            Field("name"),
            "once_key",
            Button.primary("sign", _("Sign for these children"), data_prevent_double_click="true"),
        )

    def _belongs(self, value):
        return str(value).isdigit() and int(value) in self._known
