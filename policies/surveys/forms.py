"""Forms of surveys: its days, a question, and the public page."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.schools.fields import DayField
from policies.surveys.choices import Audience, Kind

_LOST = _("The page was not sent whole. Look at it once more, then send it again.")
_PICK = _("Choose one of the answers on offer.")


class DaysForm(forms.Form):
    """The first and the last day of a survey."""

    opens_on = DayField(
        label=_("First day"),
        help_text=_("Nobody can answer before this day, even when the survey is opened."),
        asks=_("Enter the first day."),
    )
    closes_on = DayField(
        label=_("Last day"),
        help_text=_("The survey closes by itself after this day."),
        asks=_("Enter the last day."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self._parts())

    def _parts(self):
        return ["opens_on", "closes_on", Button.primary("save", _("Save"))]


class SurveyForm(DaysForm):
    """Who is asked, and from when to when."""

    audience = forms.ChoiceField(
        label=_("Who is asked"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is asked."), "invalid_choice": _PICK},
    )

    field_order = ["audience", "opens_on", "closes_on"]

    def _parts(self):
        return [Field.radios("audience"), *super()._parts()]


class QuestionForm(forms.Form):
    """One question in the school's own words."""

    words = forms.CharField(
        label=_("The question"),
        help_text=_(
            "Short and plain. Never ask for a name, a class or anything else by which one "
            "person could be known."
        ),
        max_length=200,
        error_messages={
            "required": _("Write the question."),
            "max_length": _("Use 200 characters or fewer."),
        },
    )
    kind = forms.ChoiceField(
        label=_("How it is answered"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is answered."), "invalid_choice": _PICK},
    )
    options = forms.CharField(
        label=_("Answers to choose from"),
        help_text=_(
            "Two to ten, each on a line of its own. Everybody may leave a question out, so "
            "no answer is needed for that."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write the answers to choose from."),
            "max_length": _("These answers are too long."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            Field.text("words"),
            Field.radios("kind"),
            Field.textarea("options", rows=8),
            Button.primary("save", _("Save")),
        )

    def clean_words(self):
        return " ".join(self.cleaned_data["words"].split())

    def clean_options(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        found = [line for line in lines if line]
        if not 2 <= len(found) <= 10:
            raise forms.ValidationError(_("Give two to ten answers, each on a line of its own."))
        if any(len(line) > 100 for line in found):
            raise forms.ValidationError(_("Use 100 characters or fewer for each answer."))
        if len({line.lower() for line in found}) < len(found):
            raise forms.ValidationError(_("An answer is there twice."))
        return found


class AnswerForm(forms.Form):
    """The questions of one survey, as frozen when it opened. All may be left out, but not all of
    them at once."""

    seed = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _LOST, "invalid": _LOST}
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self._codes = {}
        parts = []
        for number, question in enumerate(asked):
            name = f"q{number}"
            self._codes[name] = question["code"]
            several = question["kind"] == Kind.SEVERAL
            self.fields[name] = _several(question) if several else _one(question)
            draw = Field.checkboxes if several else Field.radios
            parts.append(draw(name, legend_size=Size.MEDIUM))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("seed", *parts)

    @property
    def chosen(self):
        """The numbers of the chosen answers by the code of the question."""
        found = {}
        for name, code in self._codes.items():
            value = self.cleaned_data.get(name) or []
            found[code] = [int(n) for n in ([value] if isinstance(value, str) else value)]
        return found


def _choices(question):
    return [(str(n), words) for n, words in enumerate(question["options"])]


def _one(question):
    return forms.ChoiceField(
        label=question["words"],
        choices=_choices(question),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _PICK},
    )


def _several(question):
    return forms.MultipleChoiceField(
        label=question["words"],
        help_text=_("You can tick more than one."),
        choices=_choices(question),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _PICK},
    )
