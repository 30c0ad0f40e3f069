"""Forms of the tablet at reception, and of the office for visitors who are expected."""

import uuid
from datetime import timedelta

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aup import statements
from aup.coming import Coming
from aup.services.visiting import Visit
from aup.spoken import Spoken
from esafety.languages import ENGLISH

MOST_NAMES = 200
_LINE = {"max_length": _("Use 120 characters or fewer.")}
_OFF = {"autocomplete": "off", "spellcheck": "false"}


def _line(label, wrong, **extra):
    widget = forms.TextInput(attrs=_OFF)
    errors = {"required": wrong, **_LINE}
    return forms.CharField(
        label=label, max_length=120, widget=widget, error_messages=errors, **extra
    )


def _area(label, **extra):
    widget = forms.Textarea(attrs={**_OFF, "rows": 4})
    return forms.CharField(label=label, required=False, widget=widget, **extra)


_WORDS = {
    "coming_from": {"label": "from_label", "required": "from_missing", "max_length": "too_long"},
    "sees": {"label": "visit_label", "required": "visit_missing", "max_length": "too_long"},
    "answer": {"label": "agree_label", "required": "agree_missing"},
    "reason": {"label": "why_not_label", "help_text": "why_not_hint", "max_length": "too_long"},
    "name": {"label": "name_visitor", "required": "name_visitor_missing", "max_length": "too_long"},
}
_OF_GROUP = {
    "coming_from": {"label": "club_label", "required": "club_missing", "max_length": "too_long"},
    "sees": {"label": "come_for_label", "required": "come_for_missing", "max_length": "too_long"},
    "group": {"label": "group_today", "help_text": "one_on_a_line", "max_length": "too_long"},
}
"""The keys of what a field says, in the languages of aup/seeds/languages.json."""


class VisitorForm(forms.Form):
    """One visitor on the tablet. Nothing in it is filled in by the browser."""

    coming_from = _line(_("Where do you come from?"), _("Say where you come from."))
    sees = _line(_("Whom do you visit?"), _("Say whom you visit."))
    group = _area(
        _("Who is in your group today?"),
        help_text=_("One name on each line."),
        max_length=20000,
        error_messages={"max_length": _("Use 20,000 characters or fewer.")},
    )
    answer = forms.ChoiceField(
        label=_("Do you agree?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you sign.")},
    )
    reason = _area(
        _("If you do not sign, say why"),
        help_text=_("Leave this empty if you sign."),
        max_length=2000,
        error_messages={"max_length": _("Use 2,000 characters or fewer.")},
    )
    name = _line(_("Type your full name"), _("Type your name."))
    once_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, coming, locale=ENGLISH, **kwargs):
        kwargs.setdefault("initial", {"once_key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self.helper, self.coming, self.spoken = FormHelper(), coming, Spoken(locale)
        self.statement = statements.sentence("page", locale)
        hint = statements.below("page", locale) or None
        yes = Choice("sign", self.spoken.marked(self.statement), hint=hint)
        no = Choice("decline", self.spoken.beside("no_sign", _("I do not want to sign.")))
        self.fields["answer"].choices = [yes, no]
        if coming == Coming.GROUP:
            self.fields["coming_from"].label = _("What is your group or club called?")
            self.fields["sees"].label = _("What do you come for?")
            self.fields["coming_from"].error_messages["required"] = _("Say what it is called.")
            self.fields["sees"].error_messages["required"] = _("Say what you come for.")
        else:
            del self.fields["group"]
        for name, words in {**_WORDS, **(_OF_GROUP if coming == Coming.GROUP else {})}.items():
            self.spoken.speak(self.fields[name], **words)

    def clean_group(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["group"].splitlines()]
        names = [line for line in lines if line]
        if not names:
            empty = _("Write the names of your group, one on each line.")
            raise forms.ValidationError(self.spoken.beside("group_missing", empty))
        if len(names) > MOST_NAMES:
            many = self.spoken.beside("group_too_many", _("Write at most 200 names."))
            raise forms.ValidationError(many)
        if any(len(name) > 120 for name in names):
            long = self.spoken.beside("one_on_a_line", _("Write each name on a line of its own."))
            raise forms.ValidationError(long)
        return names

    def clean(self):
        data = super().clean()
        if data.get("answer") == "decline" and not data.get("reason", "").strip():
            missing = self.spoken.beside("why_not_missing", _("Say why you do not sign."))
            self.add_error("reason", missing)
        return data

    def visit(self):
        """What the visitor said of their visit."""
        data = self.cleaned_data
        said = {name: data[name] for name in ("name", "coming_from", "sees")}
        return Visit(**said, coming=self.coming, group=tuple(data.get("group", ())))


class ExpectForm(forms.Form):
    """A visitor who is to come, and the address for their link."""

    name = _line(_("Full name"), _("Type the visitor’s name."))
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We send a link there. They can sign before they come."),
        widget=forms.EmailInput(attrs=_OFF),
        error_messages={
            "required": _("Type the visitor’s email address."),
            "invalid": _("Type an email address, such as name@example.org."),
        },
    )
    coming = forms.ChoiceField(
        label=_("As what do they come?"),
        choices=Coming.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what they come.")},
    )
    day = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(
            attrs={"type": "date", "class": "govuk-input govuk-input--width-10"},
            format="%Y-%m-%d",
        ),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Type a day, such as 2027-03-31."),
        },
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field("name"),
            Field("email"),
            Field.radios("coming"),
            Field("day"),
            Button.primary("send", _("Send the link"), data_prevent_double_click="true"),
        )

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if not today <= day <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day from today, within a year."))
        return day


class NameForm(forms.Form):
    """A name to look for among those who have signed this school year."""

    name = _line(_("Name of the visitor"), _("Type a name, or part of it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
