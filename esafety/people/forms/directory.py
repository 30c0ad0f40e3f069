"""Which part of the directory is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people import queries
from esafety.people.choices import YEAR_GROUPS, Kind


class DirectoryFilters(forms.Form):
    """Codes only, so they may stand in the address. What is not a choice counts as none."""

    kind = forms.ChoiceField(
        label=_("Who"), required=False, choices=[("", _("Everyone")), *Kind.choices]
    )
    year = forms.ChoiceField(
        label=_("Year group"), required=False, choices=[("", _("Any")), *YEAR_GROUPS]
    )
    tutor = forms.ChoiceField(label=_("Tutor group"), required=False)
    leavers = forms.BooleanField(label=_("Show those who have left"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [(group, group) for group in queries.tutor_groups()]
        self.fields["tutor"].choices = [("", _("Any")), *groups]

    def chosen(self):
        """The filters that were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
