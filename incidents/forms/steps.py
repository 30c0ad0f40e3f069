"""The steps of the report in their order."""

from typing import Any

from incidents.forms.report import Setting, StepForm
from incidents.forms.what import WhatForm
from incidents.forms.when import WhenForm
from incidents.forms.who import WhoForm
from incidents.forms.words import WordsForm
from incidents.models import Draft

STEPS: dict[str, type[StepForm]] = {
    form.step: form for form in (WhatForm, WhenForm, WhoForm, WordsForm)
}
COUNT = len(STEPS) + 1  # and the page to check it all


def of_draft(draft: Draft, step: str, setting: Setting) -> StepForm:
    """One step with the answers that the draft holds."""
    return STEPS[step](draft.answers.get("raw", {}).get(step, {}), setting)


def all_of(draft: Draft, setting: Setting) -> list[StepForm]:
    """Every step, with the answers that the draft holds."""
    return [of_draft(draft, step, setting) for step in STEPS]


def ready(forms: list[StepForm]) -> dict[str, Any] | None:
    """The checked answers of all steps together, or None while one of them is not right."""
    if [form for form in forms if not form.is_valid()]:
        return None
    return {name: value for form in forms for name, value in form.ready().items()}


def after(step: str) -> str | None:
    """The step that follows, or None after the last."""
    names = list(STEPS)
    place = names.index(step) + 1
    return names[place] if place < len(names) else None


def before(step: str) -> str | None:
    """The step that comes before, or None for the first."""
    names = list(STEPS)
    place = names.index(step)
    return names[place - 1] if place else None
