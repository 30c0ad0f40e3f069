"""Forms of campaigns and of how agreements are signed."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Field, Layout, Size
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from aup.choices import ParentsNeeded
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.schools.fields import DayField

_DAYS = _("Enter days from 1 to 90 with commas between them, such as 3, 7, 14.")


class DaysField(forms.CharField):
    """Days after the first day, as "3, 7, 14"; empty means none."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 60)
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        words = super().clean(value).replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) <= 3 for word in words):
            raise forms.ValidationError(_DAYS)
        days = sorted({int(word) for word in words})
        if len(days) > 6:
            raise forms.ValidationError(_("Enter six days or fewer."))
        if any(not 1 <= day <= 90 for day in days):
            raise forms.ValidationError(_DAYS)
        return days


def _reminders():
    return DaysField(
        label=_("Remind after how many days?"),
        help_text=_(
            "Days after the first day, such as 3, 7, 14. Only those who have not answered get a "
            "reminder, on school days. Leave it empty to remind nobody."
        ),
    )


def _several(label):
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, choices=[])


class CampaignForm(forms.Form):
    """Who is asked for one agreement, and from when to when."""

    title = forms.CharField(
        label=_("Name of the campaign"),
        max_length=120,
        error_messages={
            "required": _("Give the campaign a name."),
            "max_length": _("Use 120 characters or fewer."),
        },
    )
    year_groups = _several(_("Year groups"))
    tutor_groups = _several(_("Tutor groups"))
    kinds = _several(_("Groups of people"))
    opens_on = DayField(
        label=_("First day"),
        asks=_("Enter the first day."),
        help_text=_("The letters go out on this day, once you have started the campaign."),
    )
    closes_on = DayField(
        label=_("Last day"),
        asks=_("Enter the last day."),
        help_text=_("Whoever has not answered by then counts as no reply."),
    )
    reminder_days = _reminders()

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown = [name for name, values in groups.items() if len(values) > 1]
        labels = {"year_groups": dict(YEAR_GROUPS), "kinds": dict(Kind.choices), "tutor_groups": {}}
        order = [code for code, _label in YEAR_GROUPS]
        for name in groups:
            values = groups[name]
            if name == "year_groups":
                values = sorted(values, key=order.index)
            self.fields[name].choices = [(one, labels[name].get(one, one)) for one in values]
        self.fields = {n: f for n, f in self.fields.items() if n not in groups or n in self.shown}
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            "title",
            *self._groups(),
            "opens_on",
            "closes_on",
            Field.text("reminder_days", field_width=20),
            Button.primary("save", _("Save, and see who will be asked")),
        )

    def _groups(self):
        """The groups with somebody in them; many tutor groups fold away."""
        if not self.shown:
            return []
        all_of_them = _("Tick nothing to ask everybody whose agreement it is.")
        parts = [HTML(format_html('<p class="govuk-body">{}</p>', all_of_them))]
        for name in self.shown:
            drawn = Field.checkboxes(name, small=True, css_class="app-checks")
            parts += [drawn] if name != "tutor_groups" else [self._folded(), drawn, _CLOSE]
        return parts

    def _folded(self):
        chosen = self["tutor_groups"].value()
        return HTML(
            format_html(
                '<details class="govuk-details" {}><summary class="govuk-details__summary">'
                '<span class="govuk-details__summary-text">{}</span></summary>'
                '<div class="govuk-details__text">',
                "open" if chosen else "",
                _("Choose single tutor groups"),
            )
        )

    def clean(self):
        found = super().clean()
        first, last = found.get("opens_on"), found.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        if first and last and (last - first).days > 366:
            self.add_error("closes_on", _("A campaign lasts a year at the most."))
        return found

    def facts(self):
        """What the services take."""
        groups = {n: self.cleaned_data.get(n, []) for n in ("year_groups", "tutor_groups", "kinds")}
        names = ("title", "opens_on", "closes_on", "reminder_days")
        return {"groups": groups, **{name: self.cleaned_data[name] for name in names}}


_CLOSE = HTML("</div></details>")


class ExtendForm(forms.Form):
    """A new last day."""

    closes_on = DayField(label=_("New last day"), asks=_("Enter the new last day."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("closes_on", Button.primary("save", _("Give more time")))


class SettingsForm(forms.Form):
    """How agreements are signed at this school."""

    parents_needed = forms.ChoiceField(
        label=_("Which parents sign for a pupil"),
        choices=ParentsNeeded.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which parents sign.")},
    )
    ask_birth_date = forms.BooleanField(
        label=_("Ask a parent for the child’s date of birth before anything is shown"),
        required=False,
    )
    ask_new_people = forms.BooleanField(
        label=_("Ask new people without a campaign"),
        help_text=_(
            "Whoever joins is asked on that day, and a pupil who moves up to another agreement as "
            "well, once a campaign has asked for the agreement."
        ),
        required=False,
    )
    reminder_days = _reminders()
    link_days = forms.IntegerField(
        label=_("For how many days does a parent’s link work?"),
        min_value=7,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter a number of days from 7 to 120."),
            "invalid": _("Enter a number of days from 7 to 120."),
            "min_value": _("Enter a number of days from 7 to 120."),
            "max_value": _("Enter a number of days from 7 to 120."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            Field.radios("parents_needed"),
            "ask_birth_date",
            "ask_new_people",
            Field.text("reminder_days", field_width=20),
            Field.text("link_days", field_width=4),
            Button.primary("save", _("Save")),
        )
