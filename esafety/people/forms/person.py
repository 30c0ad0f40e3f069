"""A person's details, and the day they left."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.people import queries, upn
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.people.forms.fields import DateField
from esafety.people.services.joining import DETAILS

_DATE_HINT = _("For example, 31 8 2012.")
# They are asked to sign on the day they join: who is entered as they come joins today.
_JOINS_TODAY = (Kind.PUPIL, Kind.STAFF, Kind.GOVERNOR)


class PersonForm(forms.Form):
    """The details kept of one kind of person."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Enter the first name.")},
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=80, error_messages={"required": _("Enter the last name.")}
    )
    upn = forms.CharField(
        label=_("Unique pupil number (UPN)"),
        max_length=20,
        required=False,
        help_text=_("May be empty: a pupil new to England has none yet."),
    )
    admission_number = forms.CharField(label=_("Admission number"), max_length=20, required=False)
    date_of_birth = DateField(label=_("Date of birth"), required=False, help_text=_DATE_HINT)
    year_group = forms.ChoiceField(
        label=_("Year group"), required=False, choices=[("", _("Not given")), *YEAR_GROUPS]
    )
    tutor_group = forms.CharField(label=_("Tutor group"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Enter an email address, such as name@example.com.")},
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    job_title = forms.CharField(label=_("Job title"), max_length=80, required=False)
    joined_on = DateField(label=_("Joined on"), required=False, help_text=_DATE_HINT)

    def __init__(self, *args, kind, person=None, **kwargs):
        self.kind, self.person = kind, person
        names = DETAILS[kind]
        if person is not None:
            kwargs.setdefault("initial", {name: getattr(person, name) for name in names})
        elif kind in _JOINS_TODAY:
            kwargs.setdefault("initial", {"joined_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in names}
        self._relabel()
        self.helper = FormHelper()
        self.helper.layout = Layout(*map(_drawn, names), Button.primary("save", _("Save")))

    def _relabel(self):
        if self.kind == Kind.STAFF:
            self.fields["admission_number"].label = _("Staff number")
        if self.kind == Kind.GOVERNOR:
            self.fields["job_title"].label = _("Role on the governing body")
        if self.kind in (Kind.VISITOR, Kind.SUPPLY):
            self.fields["job_title"].label = _("Comes from, or comes for")
        if self.kind == Kind.COMMUNITY:
            self.fields["job_title"].label = _("Group or club")
        if self.kind in _JOINS_TODAY and self.person is None:
            hint = _("Today, unless you change it. They are asked to sign on the day they join.")
            self.fields["joined_on"].help_text = hint

    def clean_upn(self):
        value = self.cleaned_data["upn"].replace(" ", "").upper()
        sentence = upn.fault(value) if value else ""
        if sentence:
            raise forms.ValidationError(sentence)
        holder = queries.upn_holder(value)
        if holder is not None and holder != self.person:
            raise forms.ValidationError(_("Another pupil in the directory has this UPN."))
        return value

    def clean_date_of_birth(self):
        born = self.cleaned_data["date_of_birth"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("The date of birth is in the future."))
        return born


class LeaveForm(forms.Form):
    """The day on which somebody left."""

    left_on = DateField(
        label=_("Left on"),
        help_text=_("The last day at the school: today or earlier. For example, 31 8 2026."),
    )

    def __init__(self, *args, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("left_on", Button.warning("save", button))


def _drawn(name):
    """A text box of a width that fits what goes in it."""
    width = {"upn": "govuk-input--width-20", "admission_number": "govuk-input--width-10",
             "tutor_group": "govuk-input--width-10", "phone": "govuk-input--width-20"}  # fmt: skip
    return Field(name, css_class=width[name]) if name in width else Field(name)
