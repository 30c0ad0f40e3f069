"""Shape and wording of what settings, terms and members ask for."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from esafety.access.roles import ROLES, Role
from esafety.schools.choices import ClosureKind
from esafety.schools.fields import DayField
from esafety.schools.models import School, Term

_SHORT = "govuk-input govuk-input--width-5"


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=_("For example 08:30."),
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={
            "required": _("Enter an hour, such as 08:30."),
            "invalid": _("Enter an hour, such as 08:30."),
        },
    )


def _helper(*fields: Any, button: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_action = ""
    helper.label_size = helper.legend_size = Size.SMALL
    helper.layout = Layout(*fields, Button.primary("save", button))
    return helper


class DetailsForm(forms.ModelForm):
    """What the school says about itself."""

    day_starts = _hour(_("The school day starts"))
    day_ends = _hour(_("The school day ends"))

    class Meta:
        model = School
        fields = [
            "name",
            "phase",
            "day_starts",
            "day_ends",
            "emergency_contact",
            "outside_contact",
            "handling_mark",
        ]
        widgets = {"phase": forms.RadioSelect}
        error_messages = {
            "name": {"required": _("Enter the name of the school.")},
            "phase": {"required": _("Choose the phase.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            "name",
            Field.radios("phase", inline=True),
            Field("day_starts", css_class=_SHORT),
            Field("day_ends", css_class=_SHORT),
            "emergency_contact",
            "outside_contact",
            Field.text("handling_mark", field_width=20),
            button=_("Save details"),
        )


class TermForm(forms.Form):
    """One term of one school year."""

    academic_year = forms.IntegerField(
        label=_("School year starting in"),
        help_text=_("For example 2026 for 2026 to 2027."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the year in which the school year starts."),
            "invalid": _("Enter a year, such as 2026."),
        },
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    number = forms.TypedChoiceField(
        label=_("Term"),
        coerce=int,
        choices=Term._meta.get_field("number").choices or [],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the term.")},
    )
    starts_on = DayField(label=_("First day"), asks=_("Enter the first day."))
    ends_on = DayField(label=_("Last day"), asks=_("Enter the last day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field("academic_year", css_class=_SHORT),
            Field.radios("number", inline=True),
            "starts_on",
            "ends_on",
            button=_("Save term"),
        )


class ClosureForm(forms.Form):
    """Days without school."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=ClosureKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind.")},
    )
    label = forms.CharField(
        label=_("Name (optional)"),
        max_length=80,
        required=False,
        help_text=_("For example May Day."),
    )
    starts_on = DayField(label=_("First day"), asks=_("Enter the first day."))
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("The same as the first for a single day."),
        asks=_("Enter the last day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.radios("kind"), "label", "starts_on", "ends_on", button=_("Save")
        )


class SearchForm(forms.Form):
    """Part of a name or an address; what is typed never goes into a page's address."""

    words = forms.CharField(label=_("Name or email address"), max_length=100, required=False)


class RolesForm(forms.Form):
    """Roles for a member who comes or comes back; only those the actor may give."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    button: Any = _("Reopen the membership")
    first: tuple[str, ...] = ()

    def __init__(self, *args: Any, offered: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            Choice(role.value, ROLES[role].label, hint=ROLES[role].description) for role in offered
        ]
        self.helper = _helper(*self.first, Field.checkboxes("roles"), button=self.button)


class MemberForm(RolesForm):
    """Somebody to become a member."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Enter a name.")}
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The address they use at school. The invitation is sent to it."),
        error_messages={
            "required": _("Enter an email address."),
            "invalid": _("Enter an email address, such as name@school.example."),
        },
    )
    button = _("Add and invite")
    first = ("name", "email")


class GiveRoleForm(forms.Form):
    """One more role for a member."""

    role = forms.TypedChoiceField(
        label=_("Give a role"),
        coerce=Role,
        error_messages={"required": _("Choose a role.")},
    )

    def __init__(self, *args: Any, offered: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, ROLES[role].label) for role in offered]
        self.has_choice = bool(roles)
        self.fields["role"].choices = [("", _("Choose a role")), *roles]  # type: ignore[attr-defined]
        self.helper = _helper("role", button=_("Give this role"))
