"""Step 1: what kind of thing it was, and whether it can wait."""

from itertools import groupby
from typing import Any

from crispy_forms_gds.layout import HTML, Field
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.choices import Group
from incidents.forms.plain import Words
from incidents.forms.report import StepForm, complain

_DANGER = '{% include "incidents/report/danger.html" %}'


class WhatForm(StepForm):
    """The types, as many as apply (Appendix H)."""

    step = "what"
    title = gettext_lazy("What kind of incident was it?")
    types = forms.MultipleChoiceField(
        label=gettext_lazy("Type of incident"),
        help_text=gettext_lazy("Tick all that apply. If you are not sure, tick the nearest."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick at least one type."),
            "invalid_choice": gettext_lazy("Tick types from this list."),
        },
    )
    other_words = Words(
        label=gettext_lazy("Other: say what"),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Use 200 characters or fewer.")},
    )
    urgent = forms.BooleanField(
        label=gettext_lazy("This is urgent: tell the safeguarding leads by email at once"),
        required=False,
    )

    def prepare(self) -> None:
        choices = [(t.code, t.label) for t in self.setting.types]
        self.fields["types"].choices = choices  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        needing = ",".join(t.code for t in self.setting.types if t.needs_words)
        return [
            Field(
                "types",
                template="incidents/report/types.html",
                context={"groups": self.groups(), "ticked": set(self.raw_answers.get("types", []))},
            ),
            HTML(f'<div data-reveal-on="{needing}" data-reveal-name="types">'),
            "other_words",
            HTML("</div>"),
            HTML(_DANGER),
            Field.checkbox("urgent"),
        ]

    def groups(self) -> list[tuple[str, list[tuple[int, Any]]]]:
        """The types under the four Cs, numbered through as the components number boxes."""
        order = {group: place for place, group in enumerate(Group.values)}
        rows = sorted(self.setting.types, key=lambda t: order.get(t.group, len(order)))
        numbered = enumerate(rows, start=1)
        groups = groupby(numbered, key=lambda pair: pair[1].group)
        return [(str(Group(code).label), list(pairs)) for code, pairs in groups]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = set(found.get("types", ()))
        needing = {t.code for t in self.setting.types if t.needs_words}
        if chosen & needing and not found.get("other_words"):
            complain(self, "other_words", _("Say what it was."))
        return found

    def ready(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("types", "other_words", "urgent")}
