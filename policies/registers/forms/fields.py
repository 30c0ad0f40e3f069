"""How a declared field is asked for on a page, and how its answer is kept."""

import unicodedata
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field as Drawn
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies.registers.declared.shape import Field, Kind
from policies.registers.queries import rolls
from policies.registers.values import LONGEST_LINE, LONGEST_WORDS, money

_FEW = 6
_YES_NO = (("yes", _("Yes")), ("no", _("No")))
NUMBER = "_number"  # what is added to a person's field for the number that the search found


class Text(forms.CharField):
    """Text without characters that nobody can see."""

    default_error_messages = {"max_length": _("Use %(limit_value)s characters or fewer.")}

    def to_python(self, value: Any) -> Any:
        if value is None:
            return super().to_python(value)
        plain = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n")
        return super().to_python(
            "".join(c for c in plain if c == "\n" or not unicodedata.category(c).startswith("C"))
        )


def asked(one: Field, *, members: list[tuple[str, str]], search_url: str) -> dict[str, forms.Field]:
    """The form fields of a declared one, by name: one, or two for a person."""
    facts: dict[str, Any] = {"label": one.label, "help_text": one.hint, "required": False}
    if not one.needed:
        facts["label"] = _("%(label)s (optional)") % {"label": one.label}
    if one.kind == Kind.DAY:
        return {one.name: DayField(**facts)}
    if one.kind in (Kind.CHOICE, Kind.YES_NO):
        return {one.name: _choice(one, facts)}
    if one.kind == Kind.MEMBER:
        wrong = {"invalid_choice": _("Choose somebody of the list.")}
        offered = [("", _("Choose")), *members]
        return {one.name: forms.ChoiceField(choices=offered, error_messages=wrong, **facts)}
    if one.kind == Kind.WORDS:
        widget = forms.Textarea(attrs={"rows": 4})
        return {one.name: Text(max_length=LONGEST_WORDS, widget=widget, **facts)}
    if one.kind == Kind.PERSON:
        return _person(one, facts, search_url)
    return {one.name: Text(max_length=LONGEST_LINE, **facts)}


def _choice(one: Field, facts: dict[str, Any]) -> forms.ChoiceField:
    choices = _YES_NO if one.kind == Kind.YES_NO else one.choices
    wrong = {"invalid_choice": _("Choose one of the answers.")}
    if len(choices) <= _FEW:
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages=wrong, **facts
        )
    return forms.ChoiceField(choices=[("", _("Choose")), *choices], error_messages=wrong, **facts)


def _person(one: Field, facts: dict[str, Any], search_url: str) -> dict[str, forms.Field]:
    attrs = {
        "data-person-search": "",
        "data-search-url": search_url,
        "data-target": one.name + NUMBER,
        "autocomplete": "off",
        "spellcheck": "false",
    }
    if not facts["help_text"]:
        facts["help_text"] = _("Choose from the list as you type, or type the full name.")
    widget = forms.TextInput(attrs=attrs)
    return {
        one.name: Text(max_length=LONGEST_LINE, widget=widget, **facts),
        one.name + NUMBER: Text(required=False, widget=forms.HiddenInput),
    }


def drawn(one: Field) -> list[Any]:
    """How the field stands in the layout of its form."""
    if one.kind == Kind.DAY:
        return [one.name]
    if one.kind in (Kind.CHOICE, Kind.YES_NO):
        few = one.kind == Kind.YES_NO or len(one.choices) <= _FEW
        return [Drawn.radios(one.name, small=True) if few else Drawn.select(one.name)]
    if one.kind == Kind.MEMBER:
        return [Drawn.select(one.name)]
    if one.kind == Kind.WORDS:
        return [Drawn.textarea(one.name, rows=4)]
    if one.kind == Kind.PERSON:
        return [Drawn.text(one.name), one.name + NUMBER]
    return [Drawn.text(one.name, **({"field_width": 10} if one.kind == Kind.MONEY else {}))]


def kept(one: Field, given: Any, number: str) -> Any:
    """The answer as it is kept; raises Unknown for a name that stands for nobody."""
    if given in (None, ""):
        return None
    if isinstance(given, date):
        return given.isoformat()
    if one.kind == Kind.YES_NO:
        return given == "yes"
    if one.kind == Kind.MEMBER:
        return int(given)
    if one.kind == Kind.MONEY:
        return money(given)
    if one.kind == Kind.PERSON:
        person = rolls.person_numbered(one, number) if number else None
        if person is not None and given in (person.name, rolls.label_of(person)):
            return person.pk
        return rolls.Roll().person(one, given)
    return given


def start(one: Field, value: Any, names: Any) -> dict[str, Any]:
    """What the form shows at first for a kept value."""
    if value is None:
        return {}
    if one.kind == Kind.DAY:
        return {one.name: date.fromisoformat(value)}
    if one.kind == Kind.YES_NO:
        return {one.name: "yes" if value else "no"}
    if one.kind == Kind.PERSON and isinstance(value, int):
        return {one.name: names.people.get(value, ""), one.name + NUMBER: str(value)}
    return {one.name: str(value)}
