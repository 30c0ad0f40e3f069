"""Forms of meetings: the meeting, an item, who was there, an action, its answer."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies import uploads
from policies.meetings import pasted
from policies.meetings.choices import Kind, State

_LONG = _("Use %(limit_value)s characters or fewer.")


def _helper(*parts):
    helper = FormHelper()
    helper.label_size = helper.legend_size = Size.SMALL
    helper.layout = Layout(*parts)
    return helper


def _text(label, *, required=False, most=5000, help_text="", needed=""):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": needed, "max_length": _LONG},
    )


class DetailsForm(forms.Form):
    """The day, title and place of a meeting."""

    day = DayField(label=_("Day"), asks=_("Enter the day of the meeting."))
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("Only if it has one, such as “Autumn term”."),
        error_messages={"max_length": _("Use 120 characters or fewer.")},
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Use 120 characters or fewer.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(*self._parts(), Button.primary("save", _("Save")))

    def _parts(self):
        return ["day", Field.text("title"), Field.text("place")]


class MeetingForm(DetailsForm):
    """A new meeting."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of meeting."),
            "invalid_choice": _("Choose one of the kinds on offer."),
        },
    )
    field_order = ["kind", "day", "title", "place"]

    def _parts(self):
        return [Field.radios("kind"), *super()._parts()]


class MeetingFilters(forms.Form):
    """Codes only, so they may stand in the address. What is not a choice counts as none."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *State.choices]
    )

    def chosen(self):
        """The kind and state that were understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "state")}


class ListForm(uploads.ListForm):
    """Meetings as a file, or pasted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = _("Up to 5 MB and %(most)s meetings. The first row names the columns.")
        self.fields["file"].help_text = words % {"most": pasted.MOST}

    def read(self, found):
        return pasted.read(found)


class ItemForm(forms.Form):
    """One item: its words, what was said, what was decided."""

    words = forms.CharField(
        label=_("Item"),
        max_length=200,
        error_messages={
            "required": _("Write what the item is about."),
            "max_length": _("Use 200 characters or fewer."),
        },
    )
    notes = _text(
        _("What was said"),
        help_text=_(
            "Never write down a pupil’s name or what happened in an incident: it belongs in the "
            "incident log, and these minutes are read by more people."
        ),
    )
    decision = _text(_("What was decided"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.text("words"),
            Field.textarea("notes", rows=5),
            Field.textarea("decision", rows=3),
            Button.primary("save", _("Save")),
        )


class NewItemForm(ItemForm):
    """One more item for the agenda."""

    notes = decision = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(Field.text("words"), Button.primary("save", _("Add")))


class PresentForm(forms.Form):
    """Who was there."""

    members = forms.MultipleChoiceField(
        label=_("Staff and governors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose people who are on the list.")},
    )
    guests = _text(
        _("Guests"), most=2000, help_text=_("One name on each line, such as the school’s adviser.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = [(str(m.pk), m.display_name) for m in people]
        self.helper = _helper(
            Field.checkboxes("members", small=True, css_class="app-checks"),
            Field.textarea("guests", rows=3),
            Button.primary("save", _("Save")),
        )

    def clean_members(self):
        return [int(pk) for pk in self.cleaned_data["members"]]

    def clean_guests(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["guests"].splitlines()]
        found = [line for line in lines if line]
        if any(len(line) > 120 for line in found):
            raise forms.ValidationError(_("Use 120 characters or fewer for each name."))
        return found


class ActionForm(forms.Form):
    """Something to do, whose it is, and by when."""

    words = forms.CharField(
        label=_("What is to be done"),
        max_length=300,
        error_messages={
            "required": _("Write what is to be done."),
            "max_length": _("Use 300 characters or fewer."),
        },
    )
    owner = forms.TypedChoiceField(
        label=_("Who does it"),
        coerce=int,
        error_messages={
            "required": _("Choose who does it."),
            "invalid_choice": _("Choose somebody who is on the list."),
        },
    )
    due_on = DayField(label=_("By"), asks=_("Enter the day by which it is to be done."))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(str(m.pk), m.display_name) for m in people]
        self.fields["owner"].choices = [("", _("Choose")), *offered]
        self.helper = _helper(
            Field.text("words"), Field.select("owner"), "due_on", Button.primary("save", _("Save"))
        )


class AnswerForm(forms.Form):
    """What came of an action."""

    answer = _text(
        _("What came of it?"), required=True, most=2000, needed=_("Write what came of it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.textarea("answer", rows=4),
            Button.primary("send", _("Send"), data_prevent_double_click="true"),
        )


class CorrectionForm(forms.Form):
    """What of closed minutes is not so, and why."""

    what = _text(
        _("What is corrected?"),
        required=True,
        most=2000,
        needed=_("Write what is corrected."),
        help_text=_("For example: item 3 should say May, not March. Never a pupil’s name."),
    )
    why = _text(_("Why?"), required=True, most=2000, needed=_("Write why."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.textarea("what", rows=4),
            Field.textarea("why", rows=3),
            Button.primary("save", _("Add the correction"), data_prevent_double_click="true"),
        )
