"""The page on which the office enters the forms of a whole class: one day, and a row a child."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import statements
from aup.link_forms import Keyed
from aup.models import Ask
from aup.services.class_papers import Form
from aup.services.papers import Entry
from esafety.languages import ENGLISH, language
from esafety.people.models import Person
from esafety.schools.fields import DayField
from esafety.signatures.choices import Part

NOTHING, SIGNED, REFUSED = "", "signed", "refused"
_SAID = [(NOTHING, _("Nothing yet")), (SIGNED, _("Signed")), (REFUSED, _("Refused"))]
_FROM_LIST = {"invalid_choice": _("Choose from this list.")}


class DayForm(Keyed):
    """The day that stands on these forms."""

    day = DayField(label=_("Day on the forms"), require_all_fields=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper.layout = Layout(Field("day"), "once_key")

    def clean_day(self) -> date:
        """A form is not signed in the future."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class RowForm(forms.Form):
    """One child's form: part by part signed, refused or nothing yet. All of it may be left."""

    reason = forms.CharField(
        label=_("Reason for a refusal, as written"),
        required=False,
        max_length=1500,
        error_messages={"max_length": _("Use 1,500 characters or fewer.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        ask: Ask,
        parts: Sequence[Part],
        guardians: Sequence[Person],
        locales: Sequence[str],
        **kwargs: Any,
    ) -> None:
        """`parts` are those that nobody has signed; `locales` the languages in which the form was
        printed, the newest first."""
        kwargs["prefix"] = f"f{ask.pk}"
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.ask, self.parts = ask, parts
        self.people = {str(one.pk): one for one in guardians}
        for part in parts:
            self._add(part)
        if Part.PARENT in parts and len(self.people) > 1:
            named = [("", _("Choose")), *((pk, one.name) for pk, one in self.people.items())]
            self._choice("person", _("Which parent or carer"), named)
        if any(one != ENGLISH for one in locales):
            named = [(code, language(code).label) for code in locales]
            self._choice("locale", _("Language of the form"), named)
        self.order_fields([*[name for name in self.fields if name != "reason"], "reason"])

    def _add(self, part: Part) -> None:
        who = _("Parent or carer") if part == Part.PARENT else self.ask.subject.first_name
        self._choice(f"said_{part}", who, _SAID)
        self.fields[f"name_{part}"] = forms.CharField(
            label=_("{who}: name as written, where it is another").format(who=who),
            required=False,
            max_length=120,
            error_messages={"max_length": _("Use 120 characters or fewer.")},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def _choice(self, name: str, label: Any, choices: Iterable[Any]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=list(choices), error_messages=_FROM_LIST
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        said = {part: found.get(f"said_{part}") for part in self.parts}
        if said.get(Part.PARENT) and self._guardian(found) is None and "person" not in self.errors:
            where = "person" if "person" in self.fields else f"said_{Part.PARENT}"
            alone = _("No parent or carer who may sign is in the directory.")
            self.add_error(where, _("Choose who filled in the form.") if self.people else alone)
        if REFUSED in said.values() and not found.get("reason", "").strip():
            self.add_error("reason", _("Type the reason, or “No reason given”."))
        return found

    @property
    def form(self) -> Form | None:
        """What stands on the form; None where nothing was chosen. After is_valid()."""
        found = self.cleaned_data
        filled = [part for part in self.parts if found[f"said_{part}"]]
        locale = found.get("locale") or ENGLISH
        entries = [self._entry(part, found, locale) for part in filled]
        return Form(self.ask, entries, locale) if entries else None

    def _entry(self, part: Part, found: Mapping[str, Any], locale: str) -> Entry:
        parent = self._guardian(found) if part == Part.PARENT else None
        person = parent or self.ask.subject
        return Entry(
            part=part,
            person=person,
            signed=found[f"said_{part}"] == SIGNED,
            name=found[f"name_{part}"].strip() or person.name,
            statement=statements.ticked(part, self.ask.agreement.audience, locale),
            reason=found["reason"],
        )

    def _guardian(self, found: Mapping[str, Any]) -> Person | None:
        if len(self.people) == 1:
            return next(iter(self.people.values()))
        return self.people.get(found.get("person", ""))
