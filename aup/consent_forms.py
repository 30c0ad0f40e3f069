"""Forms of the consent to images: yes or no to each use."""

import uuid

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import fields
from aup.consent_choices import HINTS, Use
from esafety.people.group_filters import GroupFilters

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


class _Uses(forms.Form):
    """The six questions; nothing is ticked for anybody who has not said it."""

    def __init__(self, *args, said=None, **kwargs):
        first = {field_of(use): "yes" if yes else "no" for use, yes in (said or {}).items()}
        kwargs["initial"] = {"once_key": uuid.uuid4(), **first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for use in Use:
            self.fields[field_of(use)] = forms.ChoiceField(
                label=use.label,
                help_text=HINTS[use],
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(["required", "invalid_choice"], missing(use)),
            )
        self.helper = FormHelper()
        self.questions = [
            Field.radios(field_of(use), inline=True, legend_size=Size.SMALL) for use in Use
        ]

    def answers(self):
        """What was chosen, by use."""
        return {use: self.cleaned_data[field_of(use)] == "yes" for use in Use}


class ParentForm(_Uses):
    """A parent answers on their own phone."""

    agree = forms.BooleanField(
        label=_("I have read this page, and these are my answers."),
        error_messages={"required": _("Tick the box to show that these are your answers.")},
    )
    name = fields.name_to_sign()
    once_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([field_of(use) for use in Use])  # mistakes are told as the page goes
        self.helper.layout = Layout(
            *self.questions,
            Field("agree"),
            Field("name"),
            "once_key",
            Button.primary("give", _("Sign my answers"), data_prevent_double_click="true"),
        )


class PaperForm(fields.PaperDay, _Uses):
    """The office enters a form that was signed on paper."""

    guardian = forms.TypedChoiceField(
        label=_("Who signed it"),
        coerce=int,
        error_messages={
            "required": _("Choose who signed it."),
            "invalid_choice": _("Choose who signed it."),
        },
    )
    name = forms.CharField(
        label=_("Name written on the form"),
        max_length=120,
        error_messages={"required": _("Type the name that is on the form."), **fields.LONG},
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, guardians, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["guardian"].choices = _named(guardians)
        self.order_fields(["guardian", *map(field_of, Use), "name", "day"])
        self.helper.layout = Layout(
            Field.select("guardian"),
            *self.questions,
            Field.text("name"),
            Field("day"),
            "once_key",
            Button.primary("enter", _("Enter these answers"), data_prevent_double_click="true"),
        )


class TakeBackForm(forms.Form):
    """Which parent took everything back, and why if they said so."""

    guardian = forms.TypedChoiceField(
        label=_("Who takes it back"),
        coerce=int,
        error_messages={
            "required": _("Choose who takes it back."),
            "invalid_choice": _("Choose who takes it back."),
        },
    )
    reason = forms.CharField(
        label=_("What they said (they need not say why)"),
        required=False,
        max_length=500,
        error_messages={"max_length": _("Use 500 characters or fewer.")},
    )

    def __init__(self, *args, guardians, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guardian"].choices = _named(guardians)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.select("guardian"),
            Field.text("reason"),
            Button.warning("take", _("Take everything back"), data_prevent_double_click="true"),
        )


class ListFilters(GroupFilters):
    """Which children, and for which use."""

    field_order = ["tutor", "year", "use"]

    use = forms.ChoiceField(
        label=_("What for"), required=False, choices=[("", _("All uses")), *Use.choices]
    )


def field_of(use):
    """The name of its field: a form has something called "media" of its own."""
    return f"use_{use}"


def missing(use):
    """What is said where a use has no answer."""
    return _("Say yes or no: %(use)s.") % {"use": use.label}


def _named(guardians):
    return [("", _("Choose")), *[(one.pk, one.name) for one in guardians]]
