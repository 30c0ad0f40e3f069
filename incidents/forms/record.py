"""Shape and wording of what is written on the record: notes, actions, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import Field, Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.choices import ACTIONS_WITH_DETAIL, ImmediateAction, Place, Platform, When
from incidents.forms.plain import Clock, Day, RecordForm, Words, area, happened_at
from incidents.models import Incident, IncidentType
from incidents.services.record import Taken


class Moment(forms.Form):
    """When something happened: today and now, unless one says otherwise."""

    on = Day(label=_("Day"), error_messages={"required": _("Enter the day.")})
    at = Clock(label=_("Time"), error_messages={"required": _("Enter the time.")})

    @staticmethod
    def start() -> dict[str, Any]:
        """The present moment on the school's clock."""
        now = timezone.localtime()
        return {"on": now.date(), "at": now.time().replace(second=0, microsecond=0)}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        day, clock = facts.pop("on", None), facts.pop("at", None)
        if day is not None and clock is not None:
            try:
                facts["happened_at"] = happened_at(day, clock)
            except ValidationError as error:
                self.add_error("at", error)
        return facts


class NoteForm(RecordForm, Moment):
    """Anything that belongs into the chronology."""

    button = _("Add the note")
    field_order = ["text", "on", "at"]
    text = area(
        label=_("What happened or was said"),
        help_text=_("Facts first, then opinion, and say which is which."),
        error_messages={"required": _("Write the note.")},
    )


class ActionForm(Moment):
    """One line of the immediate actions of Appendix I. Counts only when it is ticked."""

    done = forms.BooleanField(required=False)
    who = Words(label=_("Who did it"), max_length=120, required=False)
    text = area(label=_("Detail"), required=False)
    use_required_attribute = False

    def __init__(self, data: Any, *, action: ImmediateAction, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=action.value, initial=initial)
        self.action = action
        self.needs_detail = action in ACTIONS_WITH_DETAIL
        self.fields["done"].label = action.label
        self.fields["text"].label = _("Detail") if self.needs_detail else _("Detail (optional)")
        self.fields["text"].widget.attrs.update({"rows": 3, "class": "govuk-textarea"})
        self.fields["who"].widget.attrs["class"] = "govuk-input"

    def full_clean(self) -> None:
        """An action that was not ticked asks for no day and no time."""
        ticked = self.is_bound and self.add_prefix("done") in self.data
        for name in ("on", "at"):
            self.fields[name].required = ticked
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if not facts.get("done"):
            if facts.get("text"):
                self.add_error("done", _("Tick this action, or take its details out."))
            return facts
        if not facts.get("who") and "who" not in self.errors:
            self.add_error("who", _("Say who did it."))
        if self.needs_detail and not facts.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say in words what was done."))
        return facts


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the sentence, and the field it belongs to."""

    text: str
    target: str = ""


class ActionsForm:
    """All immediate actions of Appendix I on one page, as on the paper form."""

    def __init__(self, data: Any, *, who: str) -> None:
        initial = Moment.start() | {"who": who}
        self.forms = [ActionForm(data, action=one, initial=initial) for one in ImmediateAction]
        self.refusals: list[str] = []

    def is_valid(self) -> bool:
        """Every ticked action is complete, and at least one is ticked."""
        valid = not any(form.errors for form in self.forms)
        if valid and not self.taken:
            self.add_error(None, _("Tick at least one action."))
        return valid and not self.refusals

    def add_error(self, field: str | None, error: Any) -> None:
        """A sentence about the whole page."""
        self.refusals.append(str(error))

    @property
    def taken(self) -> list[Taken]:
        """The ticked actions, for the service."""
        ticked = [form for form in self.forms if form.cleaned_data.get("done")]
        return [
            Taken(
                action=form.action,
                who=form.cleaned_data["who"],
                happened_at=form.cleaned_data["happened_at"],
                text=form.cleaned_data["text"],
            )
            for form in ticked
        ]

    @property
    def problems(self) -> list[Problem]:
        """Every error with the field it stands at, for the summary at the top."""
        found = [Problem(sentence, self.forms[0]["done"].auto_id) for sentence in self.refusals]
        for form in self.forms:
            for name, errors in form.errors.items():
                found += [Problem(str(error), form[name].auto_id) for error in errors]
        return found


class CorrectionForm(RecordForm):
    """The facts of the report, corrected where the investigation found otherwise."""

    button = _("Save the correction")
    small = ("place", "when")
    urgent = forms.BooleanField(label=_("Urgent: cannot wait"), required=False)
    place = forms.ChoiceField(
        label=_("Where it took place"), choices=Place.choices, widget=forms.RadioSelect
    )
    place_words = Words(label=_("Where exactly (optional)"), max_length=200, required=False)
    when = forms.ChoiceField(
        label=_("How sure is the date?"), choices=When.choices, widget=forms.RadioSelect
    )
    happened_on = Day(label=_("Date"), error_messages={"required": _("Enter the date.")})
    happened_until = Day(label=_("Last day, if it was over several days"), required=False)
    when_words = Words(label=_("About when (optional)"), max_length=200, required=False)
    happened_at_time = Clock(label=_("Time, if known"), required=False)
    types = forms.MultipleChoiceField(
        label=_("Type of incident"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one type.")},
    )
    other_words = Words(label=_("Other: say what"), max_length=200, required=False)
    description = area(label=_("Full description"))
    platforms = forms.MultipleChoiceField(
        label=_("Social media involved"),
        choices=Platform.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    platform_words = Words(label=_("Other service: say which"), max_length=200, required=False)
    evidence = area(
        label=_("What evidence there is"),
        required=False,
        help_text=_(
            "In words only. Never view, copy, print, forward or save a picture, film or message."
        ),
    )
    evidence_held = Words(label=_("Where the evidence is held"), max_length=300, required=False)
    reason = area(
        label=_("Why the record is corrected"),
        help_text=_("The report itself stays as it was. The reason stays on the record."),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args: Any, types: Iterable[IncidentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._types = {one.code: one for one in types}
        self.fields["types"].choices = [  # type: ignore[attr-defined]
            Choice(one.code, one.label, hint=one.help) for one in self._types.values()
        ]

    def parts(self) -> list[Any]:
        def group(legend: Any, *names: str) -> Fieldset:
            return Fieldset(*map(self._part, names), legend=legend, legend_size="m")

        return [
            group(_("Where and when"), "place", "place_words", "when", "happened_on"),
            *map(self._part, ("happened_until", "when_words", "happened_at_time")),
            group(_("What"), "types", "other_words", "description"),
            *map(self._part, ("platforms", "platform_words", "evidence", "evidence_held")),
            Field.checkbox("urgent"),
            self._part("reason"),
        ]

    @staticmethod
    def start(incident: Incident) -> dict[str, Any]:
        """What the record says now."""
        names = set(CorrectionForm.base_fields) - {"types", "reason"}
        codes = [one.code for one in incident.types.all()]
        return {name: getattr(incident, name) for name in names} | {"types": codes}

    def clean_types(self) -> list[IncidentType]:
        return [self._types[code] for code in self.cleaned_data["types"]]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        first, last = facts.get("happened_on"), facts.get("happened_until")
        if facts.get("when") != When.RANGE:
            facts["happened_until"] = None
        elif first and last and last < first:
            self.add_error("happened_until", _("The last day is before the first."))
        elif not last and "happened_until" not in self.errors:
            self.add_error("happened_until", _("Enter the last day."))
        if any(one.needs_words for one in facts.get("types", [])) and not facts.get("other_words"):
            self.add_error("other_words", _("Say what the other type is."))
        if Platform.OTHER in facts.get("platforms", []) and not facts.get("platform_words"):
            self.add_error("platform_words", _("Say which other service."))
        return facts
