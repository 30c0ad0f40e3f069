"""Shape and wording of corrections to who is involved."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents import report_queries
from incidents.choices import Part, PersonKind
from incidents.forms.moves import ReasonForm
from incidents.forms.plain import Words, area
from incidents.models import InvolvedPerson

_KINDS = [choice for choice in PersonKind.choices if choice[0] != PersonKind.UNKNOWN]
_KIND_OF = {
    Kind.PUPIL: PersonKind.CHILD,
    Kind.STAFF: PersonKind.STAFF,
    Kind.GUARDIAN: PersonKind.GUARDIAN,
}


class _Involved(ReasonForm):
    """Kind, part and contact of somebody involved."""

    small = ("kind", "part", "who", "member")
    kind = forms.ChoiceField(
        label=_("Kind of person"),
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of person.")},
    )
    part = forms.ChoiceField(
        label=_("Part"),
        choices=Part.choices,
        initial=Part.UNCLEAR,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the part.")},
    )
    contact = Words(label=_("Contact details (optional)"), max_length=200, required=False)


class PersonForm(_Involved):
    """Somebody to be added: picked from the directory, or typed."""

    button = _("Add the person")
    field_order = ["name", "person", "kind", "part", "contact", "reason"]
    name = Words(
        label=_("Name"),
        max_length=120,
        help_text=_("Choose from the list as you type, or type the full name."),
        error_messages={"required": _("Enter the name.")},
    )
    # Of any length: an error at a hidden field has no place to be shown, so clean_person speaks.
    person = Words(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, search_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        self.fields["kind"].help_text = _("Only needed for somebody who is not in the directory.")
        attrs = {"data-person-search": "", "data-search-url": search_url, "data-target": "person"}
        self.fields["name"].widget.attrs.update(attrs)

    def clean_person(self) -> Person | None:
        """The person picked; an id that is nobody's here is an error, not a guess."""
        number = self.cleaned_data["person"]
        found = report_queries.people([number]).get(number) if number else None
        if number and found is None:
            self.add_error("name", _("Choose the person again."))
        return found

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        person = facts.get("person")
        if person is not None and not facts.get("kind"):
            facts["kind"] = _KIND_OF.get(person.kind, PersonKind.OTHER)
        elif not facts.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose the kind of person."))
        facts["typed_name"] = "" if person else facts.get("name", "")
        return {name: value for name, value in facts.items() if name != "name"}


class ChangePersonForm(_Involved):
    """Kind, part and contact; and, for a typed name, who in the directory it is."""

    button = _("Save the correction")
    field_order = ["who", "kind", "part", "contact", "reason"]
    who = forms.TypedChoiceField(
        label=_("Who this is"),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_("People in the directory with such a name."),
    )

    def __init__(self, *args: Any, candidates: Iterable[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(person.pk): person for person in candidates}
        if not found:
            del self.fields["who"]
            self.helper.layout = self._layout()
            return
        shown = [(key, f"{person.name}, {person.detail}") for key, person in found.items()]
        field = self.fields["who"]
        field.choices = [*shown, ("", _("Leave the name as it was typed"))]  # type: ignore[attr-defined]
        field.coerce = found.get  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return facts | {"person": facts.pop("who", None)}

    @staticmethod
    def start(involved: InvolvedPerson) -> dict[str, Any]:
        """What the record says now."""
        kind = "" if involved.kind == PersonKind.UNKNOWN else involved.kind
        return {"kind": kind, "part": involved.part, "contact": involved.contact, "who": ""}


class RemovePersonForm(ReasonForm):
    button = _("Take this person off the record")
    warning = True


class ClearForm(ReasonForm):
    """That a typed name is not this member."""

    button = _("It is another person")
    field_order = ["member", "reason"]
    member = forms.TypedChoiceField(
        label=_("Who it is not"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who it is not."),
            "invalid_choice": _("Choose who it is not."),
        },
    )
    reason = area(
        label=_("How you know"),
        max_length=300,
        help_text=_(
            "The member you choose may then have the incident, or a task of it. This cannot be "
            "undone."
        ),
        error_messages={"required": _("Say how you know.")},
    )

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(member.pk): member for member in members}
        field = self.fields["member"]
        field.choices = [(key, m.display_name) for key, m in by_key.items()]  # type: ignore[attr-defined]
        field.coerce = by_key.get  # type: ignore[attr-defined]
        field.initial = next(iter(by_key)) if len(by_key) == 1 else None
