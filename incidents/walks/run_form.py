"""Shape and wording of a run: steps that follow one another, on one page, each with its choice."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms_gds.layout import HTML, Layout
from django.utils.translation import gettext_lazy as _

from incidents.forms.record import Moment, Problem
from incidents.walks.choices import How
from incidents.walks.forms import StepForm
from incidents.walks.services.walking import Taken
from policies.charts.structure import Node

_WORDS = ("note", "on", "at", "reason")


class RunStepForm(StepForm):
    """One step of the list. Without a choice it stays for later, and then it has no words either.

    `recorded`: the sentence that says why it cannot be recorded any more; then it is only shown,
    with what was typed, and its errors are of no matter.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, node: Node, recorded: str = "", **kwargs: Any) -> None:
        self.node, self.recorded = node, recorded
        super().__init__(*args, node=node, prefix=node.code, **kwargs)
        self.fields["how"].required = False
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = not recorded
        for name in _WORDS if recorded else ():
            self.fields[name].widget.attrs["readonly"] = True

    def _layout(self) -> Layout:
        return Layout(*(self._as_typed() if self.recorded else self.parts()[1:]))

    def _as_typed(self) -> list[Any]:
        """What was typed, to read and to copy; it comes along when the others are recorded."""
        how = self["how"].value()
        kept = HTML(f'<input type="hidden" name="{self.add_prefix("how")}" value="{how}">')
        drawn = _WORDS if how == How.DONE else ("note", "reason")
        return [
            *([kept] if how in How.values else []),
            *(self._part(name) for name in drawn if self[name].value()),
        ]

    @property
    def target(self) -> str:
        """Where the step begins on the page."""
        return f"step-{self.node.code}"

    @property
    def problems(self) -> list[Problem]:
        """Every error of this step with the field it stands at."""
        if self.recorded:
            return [Problem(self.recorded, self.target)]
        return [
            Problem(str(error), self[name].auto_id + ("_1" if name == "how" else ""))
            for name, errors in self.errors.items()
            for error in errors
        ]

    @property
    def chosen(self) -> How | None:
        """What was chosen, if anything and if it is a choice. After the form was cleaned."""
        return self.cleaned_data.get("how") or None

    def clean_how(self) -> Any:
        return super().clean_how() if self.cleaned_data["how"] else ""

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("how") == "" and (facts.get("note") or facts.get("reason")):
            self.add_error("how", _("Choose what became of this step, or take your words out."))
        return facts


class RunForm:
    """The steps of a run on one page. The first ones may be recorded alone; none is left out.

    `meanwhile`: by their codes, why steps of the list cannot be recorded any more. `stale`: the
    sentence for a page that was not about the present step; empty for one that was.
    """

    def __init__(
        self,
        data: Any,
        *,
        steps: Sequence[Node],
        roles: Mapping[str, str],
        meanwhile: Mapping[str, str],
        stale: str = "",
    ) -> None:
        self.is_bound, self._stale = data is not None, stale
        initial = Moment.start()
        self.steps = [
            RunStepForm(
                data,
                node=node,
                role=roles[node.code],
                recorded=meanwhile.get(node.code, ""),
                initial=initial,
            )
            for node in steps
        ]
        self.present = [form for form in self.steps if not form.recorded]

    def is_valid(self) -> bool:
        """Each chosen step is complete, at least the first is chosen, and none is left out."""
        if self._stale:
            if len(self.present) == len(self.steps):
                self.add_error(None, self._stale)
            return False
        invalid = [form for form in self.present if form.errors]
        chosen = [n for n, form in enumerate(self.present) if form.chosen]
        if not chosen and not invalid:
            self.add_error(None, _("Choose what became of the step."))
        for form in self.present[: max(chosen, default=0)]:
            if not form.chosen and "how" not in form.errors:
                words = _("Choose what became of this step too: a later one has its choice.")
                form.add_error("how", words)
        return not any(form.errors for form in self.present)

    def add_error(self, field: str | None, error: Any) -> None:
        """A refusal stands at the first step that can still be recorded."""
        self.present[0].add_error("how", error)

    @property
    def taken(self) -> list[Taken]:
        """What became of the steps that have their choice, for the service."""
        return [
            Taken(node=form.node.code, **form.cleaned_data) for form in self.present if form.chosen
        ]

    @property
    def problems(self) -> list[Problem]:
        """Every error with the field it stands at, for the summary at the top."""
        return [problem for form in self.steps for problem in form.problems]

    @property
    def errors(self) -> list[Problem]:
        """The same: the page asks every form for its errors."""
        return self.problems
