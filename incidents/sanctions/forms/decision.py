"""A decision by the grid: a line per action, and what belongs to all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.plain import Words, area
from incidents.models import Decision
from incidents.sanctions.forms.lines import TOO_LONG, LineForm, OtherForm
from incidents.sanctions.services import Choice, Reasons

MOST_TIMES = 99


class HeadForm(forms.Form):
    """Counting, deciding again, and what belongs to the whole decision."""

    use_required_attribute = False
    occurrence = forms.IntegerField(
        label=_("Which time is it?"),
        min_value=1,
        max_value=MOST_TIMES,
        widget=forms.TextInput(
            attrs={"class": "govuk-input govuk-input--width-2", "inputmode": "numeric"}
        ),
        error_messages={
            "required": _("Enter a number, such as 2 for the second time."),
            "invalid": _("Enter a number, such as 2 for the second time."),
            "min_value": _("Enter a number from 1 to 99."),
            "max_value": _("Enter a number from 1 to 99."),
        },
    )
    occurrence_reason = Words(
        label=_("Why another number than is counted"),
        help_text=_("Everybody who may open this incident reads it. Name no other incident."),
        max_length=1000,
        required=False,
        error_messages=TOO_LONG,
    )
    replaces = forms.ChoiceField(
        label=_("Is this instead of what was decided before?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether this is instead of an earlier decision."),
            "invalid_choice": _("Say whether this is instead of an earlier decision."),
        },
    )
    replaces_reason = Words(
        label=_("Why it is decided again"),
        max_length=1000,
        required=False,
        error_messages=TOO_LONG,
    )
    note = area(
        label=_("Anything else that belongs to the decision (optional)"),
        required=False,
        max_length=4000,
        error_messages=TOO_LONG,
    )

    def __init__(
        self, data: Any, *, counted: int, before: Mapping[str, Decision], same: str, **kwargs: Any
    ) -> None:
        """`before`: what was decided and stands, by its number; `same`: the number of the
        decision on the same misuse, if there is one."""
        super().__init__(data, prefix="d", **kwargs)
        self.counted, self.before = counted, before
        for name in ("occurrence_reason", "replaces_reason"):
            self.fields[name].widget.attrs["class"] = "govuk-input"
        self.fields["note"].widget.attrs.update({"class": "govuk-textarea", "rows": 3})
        if not before:
            del self.fields["replaces"], self.fields["replaces_reason"]
            return
        offered = [same] if same else list(before)
        choices = [(number, _instead(before[number])) for number in offered]
        as_well = [] if same else [("0", _("No, this is as well"))]
        self.fields["replaces"].choices = [*choices, *as_well]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        other = facts.get("occurrence", self.counted) != self.counted
        if other and not facts.get("occurrence_reason") and "occurrence_reason" not in self.errors:
            self.add_error("occurrence_reason", _("Give a reason for another number."))
        again = facts.get("replaces", "0") != "0"
        if again and not facts.get("replaces_reason") and "replaces_reason" not in self.errors:
            self.add_error("replaces_reason", _("Give a reason for deciding again."))
        return facts

    @property
    def reasons(self) -> Reasons:
        facts = self.cleaned_data
        return Reasons(
            occurrence=facts["occurrence"],
            occurrence_reason=facts["occurrence_reason"],
            replaces=self.before.get(facts.get("replaces", "")),
            replaces_reason=facts.get("replaces_reason", ""),
            note=facts["note"],
        )


def _instead(decision: Decision) -> str:
    words = _("Yes, instead of “%(misuse)s”")
    return words % {"misuse": decision.misuse_words}


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the sentence, and the field it belongs to."""

    text: str
    target: str = ""


class DecisionForm:
    """The whole page: the head, a line per action of the grid, and what is not of the grid."""

    def __init__(
        self, head: HeadForm, lines: Sequence[LineForm], others: Sequence[OtherForm]
    ) -> None:
        self.head, self.lines, self.others = head, lines, others
        self.refusals: list[str] = []

    @property
    def proposed(self) -> list[LineForm]:
        return [line for line in self.lines if line.offer.proposed]

    @property
    def offered(self) -> list[LineForm]:
        return [line for line in self.lines if not line.offer.proposed]

    def is_valid(self) -> bool:
        """Every part is complete, and something is decided: taken, or left out with a reason."""
        return not any(form.errors for form in self._all()) and not self.refusals

    def add_error(self, field: str | None, error: Any) -> None:
        """A sentence about the whole page."""
        self.refusals.append(str(error))

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, for the service."""
        used = [other.choice for other in self.others if other.is_used]
        return [*(line.choice for line in self.lines), *used]

    @property
    def problems(self) -> list[Problem]:
        """Every error with the field it stands at, for the summary at the top: there with its
        action, since several say the same."""
        found = [Problem(sentence) for sentence in self.refusals]
        for form in self._all():
            start = f"{form.offer.words}: " if isinstance(form, LineForm) else ""
            for name, errors in form.errors.items():
                found += [Problem(f"{start}{error}", form[name].auto_id) for error in errors]
        return found

    def _all(self) -> list[forms.Form]:
        return [self.head, *self.lines, *self.others]
