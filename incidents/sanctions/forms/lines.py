"""A line of the decision: whether an action is taken, and the task that it becomes."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as as_date
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership
from incidents.forms.plain import Words, area
from incidents.sanctions.actions import Act, own_act
from incidents.sanctions.choices import OTHER
from incidents.sanctions.proposals import Offer
from incidents.sanctions.services import Choice
from incidents.tasking.choices import Owner

MOST_OTHERS = 5
_FURTHEST = timedelta(days=3 * 366)
TOO_LONG = {"max_length": _("This is too long. Say it in fewer words.")}


class Ahead(forms.DateField):
    """A day to come (or today, where `today` says so), at most three years away."""

    default_error_messages = {"invalid": _("Enter a date, such as 14/9/2027.")}

    def __init__(self, *, today: bool = True, **kwargs: Any) -> None:
        attrs = {"type": "date", "class": "govuk-input govuk-input--width-10"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"), **kwargs)
        self.first = timedelta(0 if today else 1)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and not today + self.first <= value <= today + _FURTHEST:
            raise ValidationError(_("Enter a day to come, at most three years away."))


def pounds(label: Any, **kwargs: Any) -> forms.DecimalField:
    """An amount that somebody is to pay."""
    attrs = {"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"}
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "required": _("Enter the amount in pounds, as far as it is known."),
            "invalid": _("Enter an amount, such as 45 or 45.50."),
            "min_value": _("Enter an amount above 0."),
            "max_digits": _("Enter an amount below 10 million pounds."),
            "max_whole_digits": _("Enter an amount below 10 million pounds."),
            "max_decimal_places": _("Enter pounds and pence, such as 45.50."),
        },
        **kwargs,
    )


class Owners:
    """Who may have a task: roles, then the members whom the case neither names nor shuts out."""

    def __init__(self, members: Iterable[Membership]) -> None:
        self.members = {f"member:{member.pk}": member for member in members}
        roles = [(f"role:{owner.value}", owner.label) for owner in Owner]
        people = [(key, member.display_name) for key, member in self.members.items()]
        self.choices: list[Any] = [(_("A role"), roles), (_("One person"), people)]

    def words(self, value: str) -> str:
        """The person or the role by name."""
        every = [choice for _group, some in self.choices for choice in some]
        return str(dict(every).get(value, "?"))

    def chosen(self, value: str) -> dict[str, Any]:
        """The person or the role, for the service."""
        if value in self.members:
            return {"owner": self.members[value]}
        return {"owner_role": Owner(value.removeprefix("role:"))}


class _TaskForm(forms.Form):
    """The task that an action becomes when it is taken."""

    use_required_attribute = False
    reason = Words(label=_("Reason"), max_length=1000, required=False, error_messages=TOO_LONG)
    owner = forms.ChoiceField(
        label=_("Whose task it is"),
        error_messages={
            "required": _("Choose whose task it is."),
            "invalid_choice": _("Choose from the list whose task it is."),
        },
    )
    due_on = Ahead(label=_("Due on"), error_messages={"required": _("Enter the day it is due.")})
    words = area(
        label=_("What they need to know"), required=False, max_length=4000, error_messages=TOO_LONG
    )

    def __init__(self, data: Any, *, owners: Owners, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.owners = owners
        self.fields["owner"].choices = owners.choices  # type: ignore[attr-defined]
        for name, look in (("reason", "govuk-input"), ("words", "govuk-textarea")):
            self.fields[name].widget.attrs["class"] = look
        self.fields["owner"].widget.attrs["class"] = "govuk-select"
        self.fields["words"].widget.attrs["rows"] = 3

    @property
    def owner_words(self) -> str:
        """Whose task it would be, in words. A class teacher has no role, so the giver keeps it."""
        words = self.owners.words(str(self["owner"].value() or ""))
        if not self.waits_for_a_person:
            return words
        return _("%(who)s (yours until you choose who)") % {"who": words}

    @property
    def waits_for_a_person(self) -> bool:
        return bool(self["owner"].value() == f"role:{Owner.CLASS_TEACHER}")

    @property
    def due_words(self) -> str:
        """The day it would be due; as it was typed where it is no day."""
        value = self["due_on"].value()
        try:
            day = value if isinstance(value, date) else self.fields["due_on"].to_python(value)
        except ValidationError:
            return str(value)[:40]
        return str(as_date(day, "j F Y")) if day else "?"

    def check_return(self, facts: dict[str, Any]) -> None:
        """Access that came back before it was due to be taken away would never be gone."""
        back, due = facts.get("access_until"), facts.get("due_on")
        if back and due and back <= due:
            words = _("Enter a day after %(day)s, when the task is due, or make it due earlier.")
            self.add_error("access_until", words % {"day": as_date(due, "j F Y")})

    def task(self) -> dict[str, Any]:
        facts = self.cleaned_data
        kept = {name: facts[name] for name in ("due_on", "words", "reason")}
        return kept | self.owners.chosen(facts["owner"])


class LineForm(_TaskForm):
    """One action of the grid. What belongs to its task counts only when it is taken."""

    taken = forms.BooleanField(label=_("Take it"), required=False)
    access_until = Ahead(
        label=_("Access comes back on"),
        today=False,
        error_messages={"required": _("Enter the day on which access comes back.")},
    )
    amount = pounds(_("Amount in pounds"))

    def __init__(self, data: Any, *, offer: Offer, act: Act, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer, self.act = offer, act
        if not act.needs_until:
            del self.fields["access_until"]
        if not act.needs_amount:
            del self.fields["amount"]

    def full_clean(self) -> None:
        """An action that is not taken asks for nothing of a task."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("taken"):
            for name in set(self.errors) - {"taken", "reason"}:
                del self.errors[name]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        departs = facts.get("taken") != self.offer.proposed
        if "reason" not in self.errors and departs != bool(facts.get("reason")):
            self.add_error(*(self._lacks_reason() if departs else self._needs_none()))
        self.check_return(facts)
        return facts

    def _lacks_reason(self) -> tuple[str, Any]:
        if not self.offer.proposed:
            return "reason", _("Say why you take this: the grid does not propose it.")
        if self.offer.condition:
            return "reason", _("Take it, or say why the condition is not met.")
        return "reason", _("The grid proposes this. Take it, or say why not.")

    def _needs_none(self) -> tuple[str, Any]:
        """A reason is never lost without a word: perhaps the box was meant to be the other way.
        It stands at the box where a script hides the reason."""
        if self.offer.proposed:
            return "reason", _("It is ticked, so it is taken. Untick it, or take the reason out.")
        return "taken", _("You wrote a reason here. Tick it to take it, or take the reason out.")

    @property
    def choice(self) -> Choice:
        if not self.cleaned_data.get("taken"):
            return Choice(self.offer.code, reason=self.cleaned_data.get("reason", ""))
        own = {
            name: self.cleaned_data[name]
            for name in ("access_until", "amount")
            if name in self.fields
        }
        return Choice(self.offer.code, taken=True, **own, **self.task())


class OtherForm(_TaskForm):
    """Something that the grid does not have. Counts when it has words."""

    title = Words(label=_("What else"), max_length=200, required=False, error_messages=TOO_LONG)
    access_until = Ahead(
        label=_("If access is taken away: it comes back on"), today=False, required=False
    )
    amount = pounds(_("If something is paid for: the amount in pounds"), required=False)
    field_order = ["title", "reason", "access_until", "amount", "owner", "due_on", "words"]

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["title"].widget.attrs["class"] = "govuk-input"

    @property
    def is_used(self) -> bool:
        return bool(self.cleaned_data.get("title"))

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_used and "title" not in self.errors:
            if any(self[name].value() for name in ("reason", "access_until", "amount")):
                self.add_error("title", _("Say what it is, or take the other words out."))
            for name in set(self.errors) - {"title"}:
                del self.errors[name]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("title") and not facts.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why: the grid does not have this."))
        self._check_kind(facts)
        return facts

    def _check_kind(self, facts: dict[str, Any]) -> None:
        """The day on which access comes back, or the amount, where the action is of that kind."""
        back, amount = facts.get("access_until"), facts.get("amount")
        act = own_act(facts.get("title", ""), access_until=back, amount=amount)
        for name, is_needed in (("access_until", act.needs_until), ("amount", act.needs_amount)):
            if name in self.errors:
                continue
            if is_needed and not facts.get(name):
                messages = LineForm.base_fields[name].error_messages
                self.add_error(name, messages["required"])
            elif facts.get(name) and not is_needed:
                self.add_error(name, _("Make two actions of it: one for access, one for the cost."))
        self.check_return(facts)

    @property
    def choice(self) -> Choice:
        facts = self.cleaned_data
        own = {name: facts[name] for name in ("access_until", "amount")}
        return Choice(OTHER, taken=True, words_of_own=facts["title"], **own, **self.task())
