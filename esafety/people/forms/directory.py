"""Which part of the directory is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import Kind
from esafety.people.group_filters import GroupFilters


class DirectoryFilters(GroupFilters):
    """Who, which year and class, and whether those who have left."""

    field_order = ["kind", "year", "tutor"]

    kind = forms.ChoiceField(
        label=_("Who"), required=False, choices=[("", _("Everyone")), *Kind.choices]
    )
    leavers = forms.BooleanField(label=_("Show those who have left"), required=False)
