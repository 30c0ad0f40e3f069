"""Shape and wording of what is typed into the guidance register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies.forms.plain import Area, Line, PlainForm
from policies.guidance.choices import Standing


class _Entry(PlainForm):
    """What every entry says of itself."""

    title = Line(
        label=_("Title"),
        max_length=160,
        error_messages={"required": _("Enter the title of the text.")},
    )
    publisher = Line(
        label=_("Published by"),
        max_length=120,
        error_messages={"required": _("Enter who publishes it.")},
    )
    standing = forms.ChoiceField(
        label=_("What kind"),
        choices=Standing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind."), "invalid_choice": _("Choose a kind.")},
    )
    address = Line(
        label=_("Where it is found (optional)"),
        help_text=_("An address, or what to search for. It is shown as text."),
        max_length=200,
        required=False,
    )
    part_to_read = Line(
        label=_("Part that all staff read (optional)"),
        help_text=_("For example “Part one”. Staff then acknowledge it for each edition."),
        max_length=60,
        required=False,
    )


def _edition() -> Line:
    return Line(
        label=_("Edition"),
        help_text=_("As the publisher calls it, such as 2026."),
        max_length=60,
        error_messages={"required": _("Enter the edition.")},
    )


def _asks() -> Area:
    return Area(
        label=_("What it asks of the school"),
        error_messages={"required": _("Say what it asks of the school.")},
    )


def _in_force() -> DayField:
    return DayField(label=_("In force from (optional)"), required=False)


def _next() -> DayField:
    return DayField(
        label=_("Check again by"),
        help_text=_("After today. July is a good month: many editions change in September."),
        asks=_("Enter the day by which somebody checks for a newer edition."),
    )


class AddForm(_Entry):
    """A text with its first edition."""

    button = _("Add to the register")
    edition = _edition()
    in_force_on = _in_force()
    asks = _asks()
    next_check_on = _next()


class ChangeForm(_Entry):
    """Corrections of an entry."""


class EditionForm(PlainForm):
    """An edition that takes the place of the newest."""

    button = _("Add the edition")
    edition = _edition()
    in_force_on = _in_force()
    asks = _asks()
    changed = Area(
        label=_("What is new in it"),
        help_text=_("Whoever reviews a policy that cites it reads this."),
        error_messages={"required": _("Say what is new in it.")},
    )


class CheckForm(PlainForm):
    """That somebody looked for a newer edition."""

    button = _("I have checked it")
    words = Line(label=_("What you found (optional)"), max_length=400, required=False)
    next_check_on = _next()


class RetireForm(PlainForm):
    """Taking an entry out asks for nothing but to be meant."""

    button = _("Take it out")
    warning = True


class SearchForm(forms.Form):
    """Words to look for."""

    words = Line(label=_("Search the register"), max_length=100, required=False)
