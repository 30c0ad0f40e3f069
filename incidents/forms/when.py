"""Step 2: where and when. Nobody has to know more than they know."""

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.layout import HTML, Field
from crispy_forms_gds.widgets import DateInputWidget
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import answers
from incidents.choices import Place, When
from incidents.forms.plain import Words
from incidents.forms.report import Setting, StepForm, complain

_LONG = {"max_length": gettext_lazy("Use 200 characters or fewer.")}
_TODAY, _YESTERDAY = "today", "yesterday"
_CHOICES = (
    (_TODAY, gettext_lazy("Today")),
    (_YESTERDAY, gettext_lazy("Yesterday")),
    (When.DAY, gettext_lazy("On another day")),
    (When.RANGE, gettext_lazy("Over several days")),
    (When.ABOUT, gettext_lazy("Not sure, about…")),
)


class DayBoxes(DateInputWidget):
    """Day, month and year as numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for box in self.widgets:
            box.attrs["inputmode"] = "numeric"


class DayField(forms.MultiValueField):
    """A date in three boxes; None when all are empty."""

    def __init__(self, **kwargs: Any) -> None:
        boxes = tuple(forms.CharField(required=False) for _n in range(3))
        super().__init__(
            fields=boxes, widget=DayBoxes(), required=False, require_all_fields=False, **kwargs
        )

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "") for part in value or ()]
        if not any(part.strip() for part in parts):
            return None
        day = answers.day_of(parts)
        if day is None:
            raise ValidationError(_("Enter a real date: day, month and year, such as 7 11 2026."))
        return day


def check_day(form: forms.Form, name: str, day: date | None, today: date) -> None:
    """Complain of a day that is left out, to come, or from before the year 2000."""
    if day is None:
        complain(form, name, _("Enter the date."))
    elif day > today:
        complain(form, name, _("The date must not be in the future."))
    elif day < answers.EARLIEST:
        complain(form, name, _("Check the year. The date must be in 2000 or later."))


class WhenForm(StepForm):
    """Place, date and time (Appendix H)."""

    step = "where-when"
    title = gettext_lazy("Where and when?")
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Where it took place"),
        help_text=gettext_lazy("Tick both if it happened in both."),
        choices=[(Place.INSIDE, Place.INSIDE.label), (Place.OUTSIDE, Place.OUTSIDE.label)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick inside school, outside school, or both."),
            "invalid_choice": gettext_lazy("Tick inside school, outside school, or both."),
        },
    )
    place_words = Words(
        label=gettext_lazy("Where exactly (optional)"),
        help_text=gettext_lazy("For example a room, the bus, at home."),
        required=False,
        max_length=200,
        error_messages=_LONG,
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When it happened"),
        choices=_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose when it happened."),
            "invalid_choice": gettext_lazy("Choose when it happened."),
        },
    )
    day = DayField(label=gettext_lazy("Date, if it was on another day"))
    first = DayField(label=gettext_lazy("First day, if over several days"))
    last = DayField(label=gettext_lazy("Last day"))
    guess = DayField(
        label=gettext_lazy("Your best guess at the date, if not sure"),
        help_text=gettext_lazy("It is kept as not certain."),
    )
    when_words = Words(
        label=gettext_lazy("About when, in your words (optional)"),
        help_text=gettext_lazy("For example: just before half-term."),
        required=False,
        max_length=200,
        error_messages=_LONG,
    )
    time = Words(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("For example 14:30 or 2.30pm."),
        required=False,
    )
    time_unknown = forms.BooleanField(label=gettext_lazy("The time is not known"), required=False)

    def parts(self) -> list[Any]:
        return [
            Field.checkboxes("places"),
            Field.text("place_words"),
            Field.radios("when"),
            *_only_for(When.DAY, "day"),
            *_only_for(When.RANGE, "first", "last"),
            *_only_for(When.ABOUT, "guess", "when_words"),
            Field.text("time", field_width=5),
            Field.checkbox("time_unknown", small=True),
        ]

    @classmethod
    def raw(cls, post: Any, setting: Setting) -> dict[str, Any]:
        """As typed; but "today" is written down as its date, since a draft may wait for days."""
        found = super().raw(post, setting)
        meant = {_TODAY: setting.today, _YESTERDAY: setting.today - timedelta(days=1)}
        day = meant.get("".join(found.get("when", [])[-1:]))
        if day is not None:
            found["when"] = [When.DAY.value]
            parts = (day.day, day.month, day.year)
            found |= {f"day_{n}": [str(part)] for n, part in enumerate(parts)}
        return found

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        asked = {When.DAY: ("day",), When.RANGE: ("first", "last"), When.ABOUT: ("guess",)}
        for name in asked.get(found.get("when", ""), ()):
            check_day(self, name, found.get(name), self.setting.today)
        first, last = found.get("first"), found.get("last")
        if found.get("when") == When.RANGE and first and last and last < first:
            complain(self, "last", _("The last day must not be before the first day."))
        self._check_time(found)
        return found

    def _check_time(self, found: dict[str, Any]) -> None:
        typed = found.get("time", "")
        if typed and found.get("time_unknown"):
            complain(self, "time", _("Enter the time or tick “not known”, not both."))
        elif typed and answers.time_of(typed) is None:
            complain(self, "time", _("Enter a time such as 14:30 or 2.30pm."))
        elif not typed and not found.get("time_unknown") and found.get("when") == When.DAY:
            complain(self, "time", _("Enter the time, or tick that it is not known."))

    def ready(self) -> dict[str, Any]:
        found = self.cleaned_data
        when = found["when"]
        first = {When.DAY: "day", When.RANGE: "first", When.ABOUT: "guess"}[when]
        time = answers.time_of(found["time"])
        return {
            "places": found["places"],
            "place_words": found["place_words"],
            "when": when,
            "happened_on": found[first].isoformat(),
            "happened_until": found["last"].isoformat() if when == When.RANGE else None,
            "when_words": found["when_words"] if when == When.ABOUT else "",
            "time": time.strftime("%H:%M") if time else None,
        }


def _only_for(choice: str, *names: str) -> list[Any]:
    """Fields for one answer to "when": with a script they are shown only while it is chosen."""
    start = f'<div data-reveal-on="{choice}" data-reveal-name="when">'
    return [HTML(start), *names, HTML("</div>")]
