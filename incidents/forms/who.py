"""Step 3: who was involved: any number of people, picked or typed, or nobody who is known."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import words
from incidents import answers, report_queries
from incidents.choices import Part, PersonKind
from incidents.forms.plain import Words
from incidents.forms.report import ErrorLink, Setting, StepForm, complain

KIND_OF: dict[str, PersonKind] = {
    Kind.PUPIL: PersonKind.CHILD,
    Kind.STAFF: PersonKind.STAFF,
    Kind.GUARDIAN: PersonKind.GUARDIAN,
}
_KINDS = [("", gettext_lazy("Choose")), *PersonKind.choices[:-1]]
_PARTS = [
    ("", gettext_lazy("Choose")),
    (Part.TARGET, gettext_lazy("Target: it was done to them")),
    (Part.OFFENDER, gettext_lazy("Offender: they did it")),
    (Part.BOTH, gettext_lazy("Both")),
    (Part.WITNESS, gettext_lazy("Witness: they saw it or know of it")),
    (Part.UNCLEAR, gettext_lazy("Not clear yet")),
]


class PersonRow(forms.Form):
    """One person. `chosen` is who was picked from the directory, while the name is still theirs."""

    name = Words(
        label=gettext_lazy("Name"),
        required=False,
        max_length=120,
        error_messages={"max_length": gettext_lazy("Use 120 characters or fewer.")},
    )
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of person (for a name you typed)"),
        choices=_KINDS,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose the kind of person.")},
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Their part"),
        choices=_PARTS,
        error_messages={
            "required": gettext_lazy("Choose their part, or “not clear yet”."),
            "invalid_choice": gettext_lazy("Choose their part, or “not clear yet”."),
        },
    )
    contact = Words(
        label=gettext_lazy("Contact details (optional)"),
        help_text=gettext_lazy("Or who they are, if they are someone else."),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Use 200 characters or fewer.")},
    )

    def __init__(self, row: dict[str, str], number: int | str, person: Person | None) -> None:
        prefix = f"people-{number}"
        super().__init__(
            MultiValueDict({f"{prefix}-{key}": [text] for key, text in row.items()}), prefix=prefix
        )
        self.use_required_attribute = False
        self.number, self.row = number, row
        self.chosen = person if person and _is_theirs(row, person) else None
        self.lost = bool(row.get("person")) and person is None
        self.shown_name = self.chosen.name if self.chosen else row.get("name", "")
        self.matches = report_queries.find_people(row.get("name", "")) if row.get("find") else []

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.lost:
            complain(self, "name", _("Choose the person again, or leave the name as you typed it."))
        elif not (self.chosen or found.get("name")):
            complain(self, "name", _("Enter the name, or what you know of the person."))
        kind = PersonKind.UNKNOWN if self.chosen else found.get("kind")
        if not kind:
            complain(self, "kind", _("Choose the kind of person."))
        if kind == PersonKind.OTHER and not found.get("contact"):
            complain(self, "contact", _("Say who they are, or how to reach them."))
        return found

    @property
    def selects(self) -> list[forms.BoundField]:
        """The two questions with a list of answers."""
        return [self["kind"], self["part"]]

    def quiet(self) -> None:
        """Show the row as it was typed, without finding fault."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def miss(self, sentence: str) -> None:
        """Say one thing about an empty row."""
        self.quiet()
        self.add_error("name", sentence)

    def ready(self) -> dict[str, Any]:
        """The checked row; for someone picked, kind and name come from the directory."""
        found = self.cleaned_data
        kind = KIND_OF.get(self.chosen.kind, PersonKind.OTHER) if self.chosen else found["kind"]
        return {
            "kind": str(kind),
            "person": self.chosen.pk if self.chosen else None,
            "name": self.chosen.name if self.chosen else found["name"],
            "contact": found["contact"],
            "part": found["part"],
        }


class WhoForm(StepForm):
    """Everyone involved (Appendix H): four kinds, full name and contact details."""

    step = "who"
    title = gettext_lazy("Who was involved?")
    template = "incidents/report/who.html"
    nobody = forms.BooleanField(label=gettext_lazy("Nobody involved is known"), required=False)

    def prepare(self) -> None:
        rows = self.raw_answers.get("rows", [])
        known = report_queries.people(row.get("person", "") for row in rows)
        picked = [known.get(row.get("person", "")) for row in rows]
        self.rows = [PersonRow(row, n, picked[n]) for n, row in enumerate(rows)]
        self.rows = self.rows or [PersonRow({}, 0, None)]
        self.blank = PersonRow({}, "__prefix__", None)
        self.blank.quiet()

    @classmethod
    def raw(cls, post: Any, setting: Setting) -> dict[str, Any]:
        return {**super().raw(post, setting), "rows": answers.people(post)}

    def quiet(self) -> StepForm:
        for row in self.rows:
            row.quiet()
        return super().quiet()

    @property
    def filled(self) -> list[PersonRow]:
        """The rows in which something was typed or chosen."""
        names = answers.PERSON_FIELDS
        return [row for row in self.rows if any(row.row.get(name, "").strip() for name in names)]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        filled = self.filled
        if found.get("nobody") and filled:
            complain(self, "nobody", _("Untick this, or remove the people above."))
        if len(filled) > answers.MOST_PEOPLE:
            complain(self, "nobody", _("Name at most 30 people, and put the others in words."))
        for row in self.rows:
            if row not in filled:
                row.quiet()
        if not filled and not found.get("nobody"):
            self.rows[0].miss(_("Name someone, or tick “Nobody involved is known”."))
        return found

    def is_valid(self) -> bool:
        """Both the step and each of its rows; every one is asked, so that every error is shown."""
        own, wrong = super().is_valid(), [row for row in self.rows if not row.is_valid()]
        return own and not wrong

    def error_links(self) -> list[ErrorLink]:
        links = super().error_links()
        for row in self.rows:
            for name in row.fields:
                target = f"id_{row.prefix}-{name}"
                links += [ErrorLink(str(error), target) for error in row[name].errors]
        return links

    def ready(self) -> dict[str, Any]:
        rows = [row.ready() for row in self.filled]
        unknown = {"kind": "unknown", "person": None, "name": "", "contact": "", "part": "unclear"}
        return {"people": rows or [unknown]}


def _is_theirs(row: dict[str, str], person: Person) -> bool:
    """Whether the name in the box is still the picked person's; a changed name is a typed one."""
    typed, theirs = row.get("name", "").strip(), set(words(person.name))
    if row.get("picked") or not typed:
        return True
    return theirs <= set(words(typed)) if theirs else typed == person.name
