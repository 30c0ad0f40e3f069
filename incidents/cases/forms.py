"""Shape and wording of what the pages about who has a case ask."""

from typing import Any

from crispy_forms_gds.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership
from incidents.cases.choices import Threshold
from incidents.forms.moves import ReasonForm
from incidents.forms.plain import Clock, Day, RecordForm, Words, area, happened_at
from incidents.models import StaffConcern

_CHOOSE = _("Choose a person.")
_ANSWERS = [("yes", _("Yes")), ("no", _("No"))]


def _either(sentence: Any) -> dict[str, Any]:
    """The same sentence for an answer that is missing and for one that was never offered."""
    return dict.fromkeys(("required", "invalid_choice"), sentence)


class _MemberField(forms.TypedChoiceField):
    """One of some members, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=_either(_CHOOSE), **kwargs)

    def offer(self, members: list[Membership]) -> None:
        by_key = {str(member.pk): member for member in members}
        names = [(key, member.display_name) for key, member in by_key.items()]
        self.choices = [("", _("Choose")), *names]
        self.coerce = by_key.get


class ReferForm(RecordForm):
    """To whom, how much of it, and what for."""

    button = _("Refer")
    small = ("extent",)
    member = _MemberField(
        label=_("Refer to"),
        help_text=_(
            "Whom the case names, and whoever stepped back or is kept out, cannot have it."
        ),
    )
    extent = forms.ChoiceField(
        label=_("How much of it?"),
        choices=[
            ("whole", _("The whole case: they read it and add notes and actions taken")),
            ("technical", _("Only the technical part: services, devices and their own tasks")),
        ],
        widget=forms.RadioSelect,
        error_messages=_either(_("Choose how much of it.")),
    )
    reason = area(
        label=_("What they are asked to do"),
        help_text=_("They read these words. Name nobody whom they need not know."),
        error_messages={"required": _("Say what they are asked to do.")},
    )

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].offer(members)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        technical = facts.pop("extent", "") == "technical"
        return facts | {"technical": technical}


class EndReferralForm(RecordForm):
    button = _("Take it back")
    rows = 3
    reason = area(label=_("Reason (optional)"), required=False)


class RecuseForm(ReasonForm):
    """Stepping back: the case is gone for whoever does it."""

    button = _("Step back from this case")
    warning = True
    handed_over = forms.BooleanField(
        label=_("I have handed the case over to the person outside the school"),
        required=False,
        help_text=_("Only needed when nobody else in the school has the case."),
    )


class ExcludeForm(ReasonForm):
    """Whom to keep out of the case."""

    button = _("Keep out of this case")
    warning = True
    field_order = ["member", "reason"]
    member = _MemberField(label=_("Who is kept out?"))

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].offer(members)  # type: ignore[attr-defined]


class ReadmitForm(ReasonForm):
    button = _("Let them have the case again")


class ProtectForm(ReasonForm):
    button = _("Mark child protection")
    warning = True


class UnprotectForm(ReasonForm):
    button = _("Take the mark off")


class NarrowForm(ReasonForm):
    button = _("Move to the queue about staff")
    warning = True


class WidenForm(ReasonForm):
    button = _("Move out of the queue about staff")
    warning = True


class TechnicalNoteForm(RecordForm):
    button = _("Add the note")
    text = area(
        label=_("What you found or did"),
        help_text=_("Words only: never a picture, a film or a message."),
        error_messages={"required": _("Write the note.")},
    )


class ConcernForm(RecordForm):
    """What is decided about one adult who works here (domain.md 1.4)."""

    button = _("Save the concern")
    rows = 4
    small = ("threshold", "lado_considered", "lado_contacted")
    threshold = forms.ChoiceField(
        label=_("Which is it?"),
        choices=Threshold.choices,
        widget=forms.RadioSelect,
        error_messages=_either(_("Choose which it is.")),
    )
    context = area(label=_("Context, and where it happened"), required=False)
    lado_considered = forms.ChoiceField(
        label=_("LADO considered?"),
        choices=_ANSWERS,
        widget=forms.RadioSelect,
        help_text=_("The local authority designated officer. Answer it whichever way it goes."),
        error_messages=_either(_("Say whether the LADO was considered.")),
    )
    lado_contacted = forms.ChoiceField(
        label=_("Was the LADO contacted?"),
        choices=_ANSWERS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("If so, on the same day or within one working day."),
        error_messages=_either(_("Say whether the LADO was contacted.")),
    )
    lado_reason = area(label=_("Reason for contacting the LADO or not"), required=False)
    lado_on = Day(label=_("Day of the contact"), required=False)
    lado_at = Clock(label=_("Time of the contact"), required=False)
    lado_name = Words(label=_("Who was spoken to"), max_length=120, required=False)
    lado_reference = Words(label=_("LADO reference"), max_length=60, required=False)
    lado_advice = area(label=_("What the LADO advised"), required=False)
    supply_agency = Words(
        label=_("Supply agency told, if they come from one"), max_length=200, required=False
    )
    action_taken = area(label=_("Action taken"), required=False)
    reporter_anonymous = forms.BooleanField(
        label=_("The reporter asks not to be named"),
        required=False,
        help_text=_("To be respected as far as reasonably possible."),
    )
    outcome = area(label=_("Outcome and the reasons for it"), required=False)

    def parts(self) -> list[Any]:
        lado = [name for name in self.fields if name.startswith("lado_")]
        first, last = ["threshold", "context"], list(self.fields)[2 + len(lado) :]
        legend = _("Local authority designated officer (LADO)")
        asked = Fieldset(*map(self._part, lado), legend=legend, legend_size="m")
        return [*map(self._part, first), asked, *map(self._part, last)]

    @staticmethod
    def start(newest: StaffConcern | None) -> dict[str, Any]:
        """What was decided last, so that nothing is typed twice."""
        if newest is None:
            return {}
        facts = {n: getattr(newest, n) for n in ConcernForm.base_fields if hasattr(newest, n)}
        # "Not considered" is asked again each time, never taken over unread.
        facts["lado_considered"] = "yes" if newest.lado_considered else ""
        contacted: dict[bool | None, str] = {True: "yes", False: "no", None: ""}
        facts["lado_contacted"] = contacted[newest.lado_contacted]
        if newest.lado_contacted_at is not None:
            local = timezone.localtime(newest.lado_contacted_at)
            facts |= {"lado_on": local.date(), "lado_at": local.time()}
        return facts

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["lado_considered"] = facts.get("lado_considered") == "yes"
        facts["lado_contacted"] = {"yes": True, "no": False}.get(facts.get("lado_contacted", ""))
        day, clock = facts.pop("lado_on", None), facts.pop("lado_at", None)
        if facts["lado_considered"]:
            self._ask_for_lado(facts, day, clock)
        if facts.get("lado_contacted") and day is not None and clock is not None:
            try:
                facts["lado_contacted_at"] = happened_at(day, clock)
            except ValidationError as error:
                self.add_error("lado_at", error)
        return facts

    def _ask_for_lado(self, facts: dict[str, Any], day: Any, clock: Any) -> None:
        """Once the LADO was considered: contacted or not, why, and when."""
        if facts.get("lado_contacted") is None:
            self._miss("lado_contacted", _("Say whether the LADO was contacted."))
        if not facts.get("lado_reason"):
            self._miss("lado_reason", _("Give the reason for contacting the LADO or not."))
        if facts.get("lado_contacted") and day is None:
            self._miss("lado_on", _("Enter the day of the contact."))
        if facts.get("lado_contacted") and clock is None:
            self._miss("lado_at", _("Enter the time of the contact."))

    def _miss(self, name: str, sentence: Any) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)
