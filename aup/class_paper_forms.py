"""The page on which the office enters the forms of a whole class: one day, and a row a child."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import fields, statements
from aup.link_forms import Keyed
from aup.models import Ask
from aup.services.class_papers import Form
from aup.services.papers import Entry
from esafety.languages import ENGLISH, language
from esafety.people.models import Person
from esafety.signatures.choices import Part

NOTHING, SIGNED, REFUSED = "", "signed", "refused"
_SAID = [(NOTHING, _("Nothing yet")), (SIGNED, _("Signed")), (REFUSED, _("Refused"))]
_FROM_LIST = {"invalid_choice": _("Choose from this list.")}
_NOBODY = _("No parent or carer who may sign is in the directory.")
_CHOOSE = _("Choose who filled in the form.")


class DayForm(fields.PaperDay, Keyed):
    """The day that stands on these forms."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].label = _("Day on the forms")
        self.helper.layout = Layout(Field("day"), "once_key")


class ChildRow(forms.Form):
    """One child's form on the page of a class. All of it may be left."""

    def __init__(
        self, *args: Any, number: int, child: Person, guardians: Sequence[Person], **kwargs: Any
    ) -> None:
        """`number` is what the page calls the row; `guardians` are those who may sign."""
        kwargs["prefix"] = f"f{number}"
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.number, self.child = number, child
        self.people = {str(one.pk): one for one in guardians}

    def add_choice(self, name: str, label: Any, choices: Iterable[Any]) -> None:
        """A list of which nothing need be chosen."""
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=list(choices), error_messages=_FROM_LIST
        )

    def add_name(self, name: str, label: Any) -> None:
        """A name as it is written, where it is another than in the directory."""
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=120,
            error_messages=fields.LONG,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def add_guardian(self) -> None:
        """Which parent or carer it was, where there is more than one."""
        if len(self.people) > 1:
            named = [("", _("Choose")), *((pk, one.name) for pk, one in self.people.items())]
            self.add_choice("person", _("Which parent or carer"), named)

    def guardian(self, found: Mapping[str, Any]) -> Person | None:
        """The parent or carer who filled in the form, as far as it is known."""
        if len(self.people) == 1:
            return next(iter(self.people.values()))
        return self.people.get(found.get("person", ""))

    def check_guardian(self, found: Mapping[str, Any], otherwise: str) -> None:
        """Say that it must be known who filled in the form: in the field `otherwise` where there
        is nobody to choose."""
        if self.guardian(found) is None and "person" not in self.errors:
            where = "person" if "person" in self.fields else otherwise
            self.add_error(where, _CHOOSE if self.people else _NOBODY)


class RowForm(ChildRow):
    """One child's agreement: part by part signed, refused or nothing yet."""

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
        super().__init__(*args, number=ask.pk, child=ask.subject, guardians=guardians, **kwargs)
        self.ask, self.parts = ask, parts
        for part in parts:
            self._add(part)
        if Part.PARENT in parts:
            self.add_guardian()
        if any(one != ENGLISH for one in locales):
            named = [(code, language(code).label) for code in locales]
            self.add_choice("locale", _("Language of the form"), named)
        self.order_fields([*[name for name in self.fields if name != "reason"], "reason"])

    def _add(self, part: Part) -> None:
        who = _("Parent or carer") if part == Part.PARENT else self.child.first_name
        self.add_choice(f"said_{part}", who, _SAID)
        label = _("{who}: name as written, where it is another").format(who=who)
        self.add_name(f"name_{part}", label)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        said = {part: found.get(f"said_{part}") for part in self.parts}
        if said.get(Part.PARENT):
            self.check_guardian(found, f"said_{Part.PARENT}")
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
        parent = self.guardian(found) if part == Part.PARENT else None
        person = parent or self.child
        return Entry(
            part=part,
            person=person,
            signed=found[f"said_{part}"] == SIGNED,
            name=found[f"name_{part}"].strip() or person.name,
            statement=statements.ticked(part, self.ask.agreement.audience, locale),
            reason=found["reason"],
        )
