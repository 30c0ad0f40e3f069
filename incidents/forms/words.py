"""Step 4: what happened in words, which services were used, and what evidence there is."""

from typing import Any

from crispy_forms_gds.layout import HTML, Field
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.choices import Platform
from incidents.forms.plain import MOST_WORDS, Words, area
from incidents.forms.report import StepForm, complain

_LONG = {"max_length": gettext_lazy("This is too long: use 20,000 characters or fewer.")}
_NO_UPLOAD = '{% include "incidents/report/evidence_rules.html" %}'


class WordsForm(StepForm):
    """The full description, the services and the evidence, described and never attached."""

    step = "words"
    title = gettext_lazy("Tell us what happened")
    description = area(
        label=gettext_lazy("Full description"),
        help_text=gettext_lazy("What, when, where and how. Facts, in your own words or theirs."),
        error_messages={"required": gettext_lazy("Describe what happened."), **_LONG},
    )
    platforms = forms.MultipleChoiceField(
        label=gettext_lazy("All social media and services involved"),
        help_text=gettext_lazy("Tick all that apply. Leave empty if there were none."),
        choices=Platform.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Tick services from this list.")},
    )
    platform_words = Words(
        label=gettext_lazy("Other: which one"),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Use 200 characters or fewer.")},
    )
    evidence = area(
        label=gettext_lazy("What evidence there is (optional)"),
        help_text=gettext_lazy(
            "Which device, app or account; who has seen it; whether it is still being shared."
        ),
        required=False,
        error_messages=_LONG,
    )
    evidence_held = Words(
        label=gettext_lazy("Where it is now, and who holds it (optional)"),
        required=False,
        max_length=300,
        error_messages={"max_length": gettext_lazy("Use 300 characters or fewer.")},
    )

    def parts(self) -> list[Any]:
        return [
            Field.textarea("description", rows=10, max_characters=MOST_WORDS, threshold=75),
            Field.checkboxes("platforms", small=True),
            HTML('<div data-reveal-on="other" data-reveal-name="platforms">'),
            Field.text("platform_words"),
            HTML("</div>"),
            HTML(_NO_UPLOAD),
            Field.textarea("evidence", rows=5, max_characters=MOST_WORDS, threshold=75),
            Field.text("evidence_held"),
        ]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if Platform.OTHER in found.get("platforms", ()) and not found.get("platform_words"):
            complain(self, "platform_words", _("Say which other service it was."))
        return found

    def ready(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class SignForm(forms.Form):
    """The reporter's signature: their full name, typed under the declaration."""

    signed_name = Words(
        label=gettext_lazy("Type your full name to sign"),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Type your full name to sign the report."),
            "max_length": gettext_lazy("Use 120 characters or fewer."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_name"].widget.attrs["autocomplete"] = "name"

    def clean_signed_name(self) -> str:
        name: str = self.cleaned_data["signed_name"]
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("Type your full name to sign the report."))
        return name
