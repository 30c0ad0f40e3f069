"""Filters of the access list, and the name of a program."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import Kind
from esafety.people.group_filters import GroupFilters

_KINDS = [choice for choice in Kind.choices if choice[0] != Kind.GUARDIAN]


class AccessFilters(GroupFilters):
    """Who may or may not, who, which year and class, and whether those who have left."""

    field_order = ["may", "kind", "year", "tutor"]

    may = forms.ChoiceField(
        label=_("May use the systems"),
        required=False,
        choices=[("", _("Both")), ("yes", _("May")), ("no", _("May not"))],
    )
    kind = forms.ChoiceField(label=_("Who"), required=False, choices=[("", _("Everyone")), *_KINDS])
    leavers = forms.BooleanField(label=_("Show those who have left"), required=False)


class ClientForm(forms.Form):
    """What a program is called here."""

    name = forms.CharField(
        label=_("Name of the program"),
        help_text=_("So that you know later which one it is, such as “Accounts on the server”."),
        max_length=80,
        error_messages={
            "required": _("Give the program a name."),
            "max_length": _("Use 80 characters or fewer."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.text("name"),
            Button.primary("make", _("Make a token"), data_prevent_double_click="true"),
        )
