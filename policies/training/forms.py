"""Forms of training: a session, the code of a session, needs, lines to read in."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies.training import pasted
from policies.training.choices import Group, Kind, Sure
from policies.uploads import ListForm

_PICK = _("Choose one of the answers on offer.")


def _helper(*parts):
    helper = FormHelper()
    helper.label_size = helper.legend_size = Size.SMALL
    helper.layout = Layout(*parts)
    return helper


class SessionForm(forms.Form):
    """One session."""

    day = DayField(label=_("Day"), asks=_("Enter the day of the session."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of training."), "invalid_choice": _PICK},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        error_messages={
            "required": _("Give the session a title."),
            "max_length": _("Use 120 characters or fewer."),
        },
    )
    covered = forms.CharField(
        label=_("What it covered"),
        help_text=_("In a few words. It stands on the certificates."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Use 2,000 characters or fewer.")},
    )
    led_by = forms.CharField(
        label=_("Who led it"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Use 120 characters or fewer.")},
    )
    groups = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Group.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick for whom it is."), "invalid_choice": _PICK},
    )
    guests = forms.IntegerField(
        label=_("How many parents, carers or guests came"),
        help_text=_("A number only; their names are not kept here."),
        min_value=0,
        max_value=5000,
        required=False,
        error_messages={
            name: _("Enter a whole number from 0 to 5,000.")
            for name in ("invalid", "min_value", "max_value")
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            "day",
            Field.radios("kind", small=True),
            Field.text("title"),
            Field.textarea("covered", rows=4),
            Field.text("led_by"),
            Field.checkboxes("groups", small=True),
            Field.text("guests", field_width=4),
            Button.primary("save", _("Save")),
        )

    def clean_guests(self):
        return self.cleaned_data["guests"] or 0


class CodeForm(forms.Form):
    """The code that is shown in the room."""

    code = forms.CharField(
        label=_("Code shown in the room"),
        max_length=40,
        error_messages={
            "required": _("Enter the code that is shown in the room."),
            "max_length": _("This is no code of a session."),
        },
    )


class NeedsForm(forms.Form):
    """How sure a member of staff is of each topic."""

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        for topic, label in topics.items():
            self.fields[topic] = forms.ChoiceField(
                label=label,
                choices=Sure.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer."), "invalid_choice": _PICK},
            )
        self.helper = _helper(
            *(Field.radios(topic, small=True) for topic in topics),
            Button.primary("send", _("Send"), data_prevent_double_click="true"),
        )


class TopicsForm(forms.Form):
    """The topics of the audit of needs, one on each line."""

    topics = forms.CharField(
        label=_("Topics, one on each line"),
        help_text=_(
            "Up to 20. A topic that you reword is a new one: earlier answers stay with the "
            "words they were given to."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={
            "required": _("Write at least one topic."),
            "max_length": _("Use 4,000 characters or fewer."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.textarea("topics", rows=14), Button.primary("save", _("Save the topics"))
        )

    def clean_topics(self):
        return [" ".join(one.split()) for one in self.cleaned_data["topics"].splitlines()]


class AttendanceForm(ListForm):
    """Attendance as a file, or pasted."""

    def __init__(self, *args, members=None, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.members, self.today = members or {}, today

    def read(self, found):
        return pasted.read(found, self.members, self.today)


class SessionFilters(forms.Form):
    """Codes only, so they may stand in the address. What is not a choice counts as none."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *Kind.choices]
    )

    def chosen(self):
        """The kind that was understood."""
        self.is_valid()
        return self.cleaned_data.get("kind", "")
