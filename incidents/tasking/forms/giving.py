"""Shape and wording of a task that is given, and given to somebody else."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms_gds.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership
from incidents.forms.moves import ReasonForm
from incidents.forms.plain import RecordForm, Words, area
from incidents.models import InvolvedPerson
from incidents.tasking.choices import Owner, TaskKind
from incidents.tasking.forms import fields
from incidents.tasking.services.giving import NAMES_A_PERSON


class _To(RecordForm):
    """Whose task it is to be: a role, or one person."""

    to = forms.TypedChoiceField(
        label=_("Who is to do it?"),
        help_text=_("A role means everybody who holds it now and may know of this incident."),
        error_messages={
            "required": _("Choose a role or a person."),
            "invalid_choice": _("Choose a role or a person."),
        },
    )

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {f"member:{member.pk}": member for member in members}
        roles = {f"role:{owner.value}": owner for owner in Owner}
        field = self.fields["to"]
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            (_("A role"), [(key, owner.label) for key, owner in roles.items()]),
            (_("A person"), [(key, member.display_name) for key, member in people.items()]),
        ]
        field.coerce = {**people, **roles}.get  # type: ignore[attr-defined]

    def _part(self, name: str) -> Any:
        return Field.select("to") if name == "to" else super()._part(name)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        to = facts.pop("to", None)
        return facts | ({"owner_role": to} if isinstance(to, Owner) else {"owner": to})


class GiveForm(_To):
    """A task to be given."""

    button = _("Give the task")
    rows = 4
    small = ("kind", "about")
    field_order = ["kind", "title", "to", "due_on", "words", "about", "names_person"]
    kind = forms.TypedChoiceField(
        label=_("What is it?"),
        choices=TaskKind.choices,
        coerce=TaskKind,
        initial=TaskKind.DO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is."),
            "invalid_choice": _("Choose what it is."),
        },
    )
    title = Words(
        label=_("What is to be done"),
        max_length=200,
        required=False,
        help_text=_("Not needed where the answer above says it all."),
    )
    due_on = fields.ComingDay(
        label=_("Due on (optional)"),
        required=False,
        help_text=_("Left empty: the school's usual number of school days."),
    )
    words = area(
        label=_("What they need to know (optional)"),
        required=False,
        help_text=_(
            "Whoever does it sees this and nothing else of the incident. Write no more than they "
            "need."
        ),
    )
    about = forms.TypedChoiceField(
        label=_("Whom is it about?"), required=False, widget=forms.RadioSelect
    )
    names_person = forms.BooleanField(
        label=_("Tell them this person's name"),
        required=False,
        help_text=_("To inform parents, remove access or ask for a cost they are told it anyway."),
    )
    access_until = fields.ComingDay(label=_("Remove access: until (optional)"), required=False)
    amount = fields.amount(required=False)

    def __init__(self, *args: Any, people: Mapping[int, InvolvedPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(number): one for number, one in people.items()}
        field = self.fields["about"]
        field.choices = [  # type: ignore[attr-defined]
            *((key, f"{one.name}, {one.get_part_display()}") for key, one in by_key.items()),
            ("", _("Nobody in particular")),
        ]
        field.coerce = by_key.get  # type: ignore[attr-defined]
        field.empty_value = None  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("Choose one of the people.")
        self.fields["amount"].label = _("Liable for the cost: amount in pounds (optional)")

    def _part(self, name: str) -> Any:
        return Field.checkbox(name) if name == "names_person" else super()._part(name)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        kind = facts.get("kind")
        if kind and not facts.get("title") and "title" not in self.errors:
            if kind == TaskKind.DO:
                self.add_error("title", _("Say what is to be done."))
            facts["title"] = str(TaskKind(kind).label)
        if facts.get("names_person") and not facts.get("about"):
            self.add_error("about", _("Choose whose name they are to be told."))
        self._check_kind(facts)
        # Not ticked: as the kind needs it.
        return facts | {"names_person": facts.get("names_person") or None}

    def _check_kind(self, facts: dict[str, Any]) -> None:
        """What one kind of task needs, or what another could not use."""
        kind = facts.get("kind")
        told = facts.get("about") or facts.get("words")
        if kind in NAMES_A_PERSON and not told and not {"about", "words"} & self.errors.keys():
            self.add_error("about", _("Choose whom it is about, or write it in the box above."))
        if kind and facts.get("access_until") and kind != TaskKind.REMOVE_ACCESS:
            self.add_error(
                "access_until", _("Leave this empty, or choose “Remove network access”.")
            )
        if kind and facts.get("amount") is not None and kind != TaskKind.COST:
            self.add_error("amount", _("Leave this empty, or choose “Liable for the cost”."))


class ReassignForm(ReasonForm, _To):
    button = _("Give it to them")
    field_order = ["to", "reason"]


class HandBackForm(ReasonForm):
    button = _("Hand the task back")


class CancelForm(ReasonForm):
    button = _("It is no longer needed")
    warning = True


class ReopenForm(ReasonForm):
    """Asked once more, with a new day."""

    button = _("Open the task again")
    due_on = fields.ComingDay(
        label=_("Due on (optional)"),
        required=False,
        help_text=_("Left empty: the school's usual number of school days."),
    )
