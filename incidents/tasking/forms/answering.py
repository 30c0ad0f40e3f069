"""Shape and wording of answers, by the kind of their task, and of what else an owner says."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.forms.plain import RecordForm, Words, area
from incidents.forms.record import Moment
from incidents.models import Task
from incidents.tasking.choices import TaskKind
from incidents.tasking.forms import fields
from incidents.tasking.services.answering import Told
from policies.reviews.queries import reviews

_NO_POLICY = "-"


class AnswerForm(RecordForm):
    """What was done. Forms of other kinds add what theirs asks."""

    button = _("Done")
    outcome = area(
        label=_("What was done"),
        help_text=_("Whoever has this task can read it, and it stays on the record."),
        error_messages={"required": _("Say what was done, or why it could not be.")},
    )

    @staticmethod
    def known(task: Task) -> dict[str, Any]:
        """What is known already, so that nothing is typed twice."""
        return {"access_until": task.access_until, "amount": task.amount, **Moment.start()}

    def told(self, facts: dict[str, Any]) -> Told:
        """What the kind asks for, from the checked fields."""
        return Told()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return {"outcome": facts.get("outcome", ""), "told": self.told(facts)}


class InformForm(AnswerForm, Moment):
    """Inform parents: who, when and how."""

    rows = 3
    field_order = ["informed_who", "informed_how", "on", "at", "outcome"]
    informed_who = Words(
        label=_("Who was informed"),
        max_length=200,
        error_messages={"required": _("Say who was informed.")},
    )
    informed_how = Words(
        label=_("How"),
        max_length=120,
        help_text=_("For example by telephone, by letter, or in a meeting."),
        error_messages={"required": _("Say how they were informed.")},
    )

    def told(self, facts: dict[str, Any]) -> Told:
        return Told(
            informed_who=facts.get("informed_who", ""),
            informed_how=facts.get("informed_how", ""),
            informed_at=facts.get("happened_at"),
        )


class RemoveForm(AnswerForm, Moment):
    """Remove access: since when, and until when."""

    rows = 3
    field_order = ["on", "at", "access_until", "outcome"]
    access_until = fields.AnyDay(
        label=_("Until (optional)"),
        required=False,
        help_text=_(
            "Access comes back by itself at the start of this school day. Left empty: it stays "
            "removed until somebody decides."
        ),
    )

    def told(self, facts: dict[str, Any]) -> Told:
        since, until = facts.get("happened_at"), facts.get("access_until")
        if since and until and until < timezone.localdate(since):
            self.add_error("access_until", _("This day is before access was removed."))
        return Told(access_removed_at=since, access_until=until)


class CostForm(AnswerForm):
    """Liable for the cost: how many pounds."""

    rows = 3
    field_order = ["amount", "outcome"]
    amount = fields.amount()

    def told(self, facts: dict[str, Any]) -> Told:
        return Told(amount=facts.get("amount"))


class PolicyForm(AnswerForm):
    """Policy to be reviewed: which one. Whoever may not see the incident learns nothing of it."""

    rows = 3
    field_order = ["policy", "outcome"]
    policy = forms.ChoiceField(
        label=_("Which policy is to be reviewed?"),
        help_text=_(
            "Its review is called. Whoever may not see this incident does not read that an "
            "incident called it."
        ),
        error_messages={
            "required": _("Choose a policy, or that none needs it."),
            "invalid_choice": _("Choose a policy, or that none needs it."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = reviews.may_be_called().values_list("code", "title")
        none = (_NO_POLICY, _("None of them: I say below why"))
        offered = [("", _("Choose")), *rows, none]
        self.fields["policy"].choices = offered  # type: ignore[attr-defined]

    def told(self, facts: dict[str, Any]) -> Told:
        chosen = facts.get("policy", "")
        return Told(policy="" if chosen == _NO_POLICY else chosen)


_BY_KIND: dict[str, type[AnswerForm]] = {
    TaskKind.INFORM_PARENTS: InformForm,
    TaskKind.REMOVE_ACCESS: RemoveForm,
    TaskKind.COST: CostForm,
    TaskKind.POLICY_REVIEW: PolicyForm,
}


def answer_form(task: Task, data: Any) -> AnswerForm:
    """The form that the kind of the task asks for."""
    return _BY_KIND.get(task.kind, AnswerForm)(data, initial=AnswerForm.known(task))
