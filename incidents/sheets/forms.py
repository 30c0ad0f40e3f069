"""The forms of sheets, made from what each kind declares; and the form of the marks."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms_gds.layout import HTML, Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents import answers
from incidents.choices import PersonKind
from incidents.forms.plain import Clock, Day, RecordForm, Words, area
from incidents.models import InvolvedPerson
from incidents.sheets import workflow
from incidents.sheets.choices import BullyingRole, Strand
from incidents.sheets.facts import Asked, Fact, Facts, Kind, Shape, asked_only

MOST_OF_ANYTHING = 10_000_000
LONGEST_LINE = 300
OTHER = "other"
_PICK = {"invalid_choice": lazy("Choose from this list.")}


class AnyDay(Day):
    """A day that may be still to come, such as that of a review: between 2000 and 2100."""

    def validate(self, value: Any) -> None:
        forms.DateField.validate(self, value)
        if value and not (value >= answers.EARLIEST and value.year < 2100):
            raise ValidationError(_("Enter a day between 2000 and 2099."))


class SheetForm(RecordForm):
    """One sheet: the facts that its kind declares, in their order."""

    button = lazy("Save")
    rows = 4

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        people: Mapping[str, InvolvedPerson],
        zone: ZoneInfo,
        facts: Facts | None = None,
        revision: int = 0,
        who: str = "",
    ) -> None:
        """With `facts` and their `revision` it corrects a sheet, which needs a reason."""
        self.kind, self.zone = kind, zone
        start = _start(kind, who) if facts is None else dict(facts)
        super().__init__(data, initial={**start, "revision": revision})
        for fact in kind.facts:
            self.fields[fact.name] = _field(fact, people, start)
        if facts is not None:
            self.fields["correction"] = area(
                label=_("Why it is corrected"),
                help_text=_("What stood there before is kept, and so is the reason."),
                error_messages={"required": _("Give a reason.")},
            )
            self.fields["revision"] = Words(required=False, widget=forms.HiddenInput)
        self.helper.layout = self._layout()

    def parts(self) -> list[Any]:
        drawn: list[Any] = []
        asked: Asked | None = None
        for fact in self.kind.facts if self.fields else ():
            if fact.asked != asked:
                drawn += [HTML("</div>")] if asked else []
                drawn += [HTML(_only_after(self.kind, fact.asked))] if fact.asked else []
                asked = fact.asked
            drawn.append(self._part(fact.name))
        drawn += [HTML("</div>")] if asked else []
        extra = [name for name in ("correction", "revision") if name in self.fields]
        return [*drawn, *map(self._part, extra)]

    def _part(self, name: str) -> Any:
        field = self.fields[name]
        if isinstance(field.widget, forms.RadioSelect):
            return Field.radios(name, small=True)
        return super()._part(name)

    def clean(self) -> dict[str, Any]:
        """The facts as they are kept are under "facts"; what they lack stands at its field."""
        given = super().clean() or {}
        facts = {
            one.name: _kept(given[one.name])
            for one in self.kind.facts
            if given.get(one.name) not in (None, "", [])
        }
        facts = asked_only(self.kind, facts)
        wrong = set(self.errors)
        for name, sentence in workflow.problems(self.kind, facts, self.zone):
            if name not in wrong:
                self.add_error(name, str(sentence))
        if "revision" not in self.fields:
            return {"facts": facts}
        # Not "reason": that is a fact of some kinds.
        read = given.get("revision", "")
        number = int(read) if read.isascii() and read.isdigit() and len(read) < 6 else 0
        own = {"reason": given.get("correction"), "revision": number}
        return {"facts": facts, **own}


def _start(kind: Kind, who: str) -> dict[str, Any]:
    """The present moment on the school's clock, and the writer's own name."""
    now = timezone.localtime()
    day, clock = kind.moments[0]
    names = {one.name: who for one in kind.facts if one.mine}
    return {day: now.date().isoformat(), clock: now.strftime("%H:%M"), **names}


def _kept(value: Any) -> Any:
    """A cleaned value as it is kept: days and times as ISO text."""
    if isinstance(value, list | int | str):
        return value
    return value.strftime("%H:%M") if hasattr(value, "hour") else value.isoformat()


def _field(fact: Fact, people: Mapping[str, InvolvedPerson], start: Mapping[str, Any]) -> Any:
    optional = not fact.needed
    label = _("%(label)s (optional)") % {"label": fact.label} if optional else fact.label
    own: dict[str, Any] = {"label": label, "help_text": fact.help, "required": False}
    makers = {
        Shape.LINE: lambda: Words(max_length=LONGEST_LINE, **own),
        Shape.WORDS: lambda: area(**own),
        Shape.DAY: lambda: Day(**own),
        Shape.COMING: lambda: AnyDay(**own),
        Shape.CLOCK: lambda: Clock(**own),
        Shape.NUMBER: lambda: _number(own),
        Shape.CHOICE: lambda: _one_of(fact.choices.choices if fact.choices else [], own),
        Shape.SEVERAL: lambda: _several_of(fact.choices.choices if fact.choices else [], own),
        Shape.PERSON: lambda: _one_of(
            [*_names(people, [start.get(fact.name)], children=True), (OTHER, _("Another pupil"))],
            own,
        ),
        Shape.PEOPLE: lambda: _several_of(_names(people, start.get(fact.name, [])), own),
    }
    return makers[fact.shape]()


def _number(own: dict[str, Any]) -> Any:
    attrs = {"class": "govuk-input govuk-input--width-10", "inputmode": "numeric"}
    whole = _("Enter a whole number, such as 25.")
    words = {
        "invalid": whole,
        "min_value": whole,
        "max_value": _("Enter a number up to ten million."),
    }
    return forms.IntegerField(
        min_value=0,
        max_value=MOST_OF_ANYTHING,
        widget=forms.TextInput(attrs=attrs),
        error_messages=words,
        **own,
    )


def _one_of(choices: Any, own: dict[str, Any]) -> Any:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=_PICK, **own)


def _several_of(choices: Any, own: dict[str, Any]) -> Any:
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=_PICK, **own
    )


def _names(
    people: Mapping[str, InvolvedPerson], chosen: Any, *, children: bool = False
) -> list[tuple[str, str]]:
    """Those on the record (or only the children), and whoever is chosen already."""
    kept = set(chosen or ())
    return [
        (number, one.name)
        for number, one in people.items()
        if number in kept
        or (
            one.removed_at is None
            and one.kind != PersonKind.UNKNOWN
            and (not children or one.kind == PersonKind.CHILD)
        )
    ]


def _only_after(kind: Kind, asked: Asked) -> str:
    """Opens the part that a script shows only after those answers; without one it is shown, and
    says when it is asked for."""
    choices = kind.fact(asked.name).choices
    labels = dict(choices.choices) if choices else {}
    given = [str(labels.get(code, _("Another pupil"))) for code in asked.values]
    when = _("Only if the answer was: %(answers)s") % {"answers": "; ".join(given)}
    return format_html(
        '<div data-reveal-on="{}" data-reveal-name="{}">'
        '<noscript><p class="govuk-hint">{}</p></noscript>',
        ",".join(asked.values),
        asked.name,
        when,
    )


class MarksForm(RecordForm):
    """What the school counts by, besides the types: AI, equality strands, roles in bullying."""

    ai_generated = forms.BooleanField(
        label=lazy("AI made or simulated something in it"),
        required=False,
        help_text=lazy("Such as a false picture or voice, or a chatbot that acted as a person."),
    )
    strands = forms.MultipleChoiceField(
        label=lazy("Equality strands"),
        help_text=lazy("Tick those that the behaviour was about, as the person harmed sees it."),
        choices=Strand.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_PICK,
    )

    def __init__(
        self, *args: Any, people: Mapping[str, InvolvedPerson], stamp: str, **kwargs: Any
    ) -> None:
        """`stamp`: what the record says now (marks.stamp); it comes back with the answers."""
        super().__init__(*args, **kwargs)
        self._people, self.stamp = people, stamp
        choices = [("", _("No role, or not known")), *BullyingRole.choices]
        for number, one in people.items():
            self.fields[f"role-{number}"] = forms.ChoiceField(
                label=_("Role in bullying: %(name)s") % {"name": one.name},
                choices=choices,
                required=False,
                error_messages=_PICK,
            )
        self.helper.layout = self._layout()

    def parts(self) -> list[Any]:
        roles = [name for name in self.fields if name.startswith("role-")]
        return [
            HTML('<input type="hidden" name="stamp" value="{{ form.stamp }}">'),
            Field.checkbox("ai_generated"),
            Field.checkboxes("strands", small=True),
            *(Field.select(name) for name in roles),
        ]

    @staticmethod
    def start(incident: Any, people: Mapping[str, InvolvedPerson]) -> dict[str, Any]:
        """What the record says now."""
        roles = {f"role-{number}": one.bullying_role for number, one in people.items()}
        return {"ai_generated": incident.ai_generated, "strands": incident.strands, **roles}

    def marks(self) -> dict[str, Any]:
        """What was chosen, for the service."""
        given = self.cleaned_data
        roles = {one: given[f"role-{number}"] for number, one in self._people.items()}
        return {
            "ai_generated": given["ai_generated"],
            "strands": given["strands"],
            "roles": roles,
            "stamp": self.data.get("stamp", ""),
        }
