"""Shape and wording of the questions and steps of a chart."""

from typing import Any

from crispy_forms_gds.layout import HTML
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.plain import RecordForm, area
from incidents.forms.record import Moment
from incidents.walks.choices import How
from policies.charts.structure import Node, NodeKind

# Which node was on the page: somebody may have gone on meanwhile.
_NODE = HTML('<input type="hidden" name="node" value="{{ node.code }}">')


class QuestionForm(RecordForm):
    """One question: its answers, and words beside them."""

    button = _("Answer and go on")
    rows = 3
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    note = area(label=_("Note (optional)"), required=False)

    def __init__(self, *args: Any, node: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(one.code, one.words) for one in node.answers]
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        return [_NODE, *super().parts()]


class _DoneForm(RecordForm, Moment):
    """What was done, and when: today and now unless one says otherwise."""

    button = _("Save and go on")
    rows = 3
    small = ("how",)

    def __init__(self, *args: Any, node: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on", "at"):
            self.fields[name].required = False

    def parts(self) -> list[Any]:
        return [_NODE, *super().parts()]

    def clean(self) -> dict[str, Any]:
        """Only what was done has a moment: a day and a time, or neither."""
        data, facts = self.cleaned_data, {}
        given = [name for name in ("on", "at") if data.get(name)]
        if data.get("how", How.DONE) == How.DONE:
            if len(given) == 1 and not {"on", "at"} & self.errors.keys():
                self.add_error("at" if given == ["on"] else "on", _("Enter the day and the time."))
            facts = super().clean()
        else:
            for name in ("on", "at"):
                data.pop(name, None)
                self.errors.pop(name, None)
            facts = data
        return facts


class StepForm(_DoneForm):
    """One step: done, given as a task where the chart says to whom, or skipped with the reason."""

    field_order = ["how", "note", "on", "at", "reason"]
    how = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what became of the step."),
            "invalid_choice": _("Choose what became of the step."),
        },
    )
    note = area(label=_("What was done (optional)"), required=False)
    reason = area(
        label=_("Reason, if it is skipped"),
        required=False,
        help_text=_("The reason stays on the record."),
    )

    def __init__(self, *args: Any, node: Node, role: str = "", **kwargs: Any) -> None:
        super().__init__(*args, node=node, **kwargs)
        choices: list[tuple[str, Any]] = [
            (How.DONE, _("Done")),
            (How.SKIPPED, _("Skip this step")),
        ]
        if node.task_for:
            words = _("Give it as a task to: %(role)s") % {"role": role}
            choices.insert(1, (How.TASK, words))
        self.fields["how"].choices = choices  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        return [
            _NODE,
            self._part("how"),
            *self._only_for(How.DONE, "note", "on", "at"),
            *self._only_for(How.SKIPPED, "reason"),
        ]

    def _only_for(self, choice: How, *names: str) -> list[Any]:
        """Fields for one choice: with a script they are shown only while it is chosen."""
        name = self.add_prefix("how")
        start = f'<div data-reveal-on="{choice.value}" data-reveal-name="{name}">'
        return [HTML(start), *map(self._part, names), HTML("</div>")]

    def clean_how(self) -> How:
        return How(self.cleaned_data["how"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if (
            facts.get("how") == How.SKIPPED
            and not facts.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Give a reason for skipping the step."))
        return facts


class AdviceForm(_DoneForm):
    """The step at which the chart waits: who was asked, and what they advised."""

    button = _("Save the advice and go on")
    field_order = ["note", "on", "at"]
    note = area(
        label=_("Who was asked, and what they advised"),
        error_messages={"required": _("Write down who was asked and what they advised.")},
    )

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"how": How.DONE}


def form_of(node: Node, data: Any, *, role: str, advice: str = "") -> RecordForm | None:
    """The form of a node by itself; none at an end. `advice`: what the task's owner answered."""
    if node.kind == NodeKind.QUESTION:
        return QuestionForm(data, node=node)
    initial = Moment.start()
    if node.kind == NodeKind.STEP:
        return StepForm(data, node=node, role=role, initial=initial)
    initial["note"] = advice
    return AdviceForm(data, node=node, initial=initial) if node.kind == NodeKind.ADVICE else None
