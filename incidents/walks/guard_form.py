"""Shape and wording of the image guard: five questions, the decision, who saw anything."""

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import HTML, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.plain import RecordForm, Words, area
from incidents.models import ImageGuard
from incidents.walks.choices import Answer, Prompt
from incidents.walks.services import guarding
from incidents.walks.services.guarding import MOST_SEEN, Seen, refers_by_default

_HELP = {
    Prompt.ADULT: _(
        "Anybody aged 18 or over who made, asked for, got or passed on an image, or you think so."
    ),
    Prompt.COERCION: _(
        "Threats, pressure, blackmail, gifts, pretending; or a child who may not have been able to "
        "agree, for example because of special needs."
    ),
    Prompt.UNUSUAL: _("By what you were told. Do not look to find out."),
    Prompt.RISK: _("For example talk of suicide or self-harm, fear of going home, going missing."),
}
_KNOWN = {
    Answer.YES: _("From the directory: yes."),
    Answer.NO: _("From the directory: no."),
    Answer.UNSURE: _(
        "From the directory: not known. A date of birth, or who the child is, is missing."
    ),
}
_LABELS = {
    "who": _("Who saw something"),
    "why": _("Why"),
    "when": _("When"),
    "where": _("Where"),
    "present": _("Who else was there"),
}
_BLANK = 2
_REFER, _NOT = "refer", "not"


class GuardForm(RecordForm):
    """The five prompts of domain.md 2, each yes, no or not sure, and what is decided."""

    button = _("Save the answers")
    rows = 3
    small = ("decision", "device_secured", *Prompt.values)
    decision = forms.ChoiceField(
        label=_("Is it referred to the police or children's social care?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose whether it is referred.")},
    )
    override_reason = area(
        label=_("Reason, if it is not referred"),
        required=False,
        help_text=_("The reason stays on the record, whatever the answers are."),
    )
    device_secured = forms.ChoiceField(
        label=_("Is the device kept safe, with its screen off?"),
        required=False,
        choices=[("", _("Not known, or no device")), ("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose whether the device is kept safe.")},
    )
    device_words = area(
        label=_("Where the device is, and who holds it"),
        required=False,
        help_text=_("In words. No address of an image."),
    )

    def __init__(
        self, data: Any, *, known: Answer, before: ImageGuard | None = None, rows: int = 0
    ) -> None:
        """`before`: the present row of so many `rows`; a page shows them all."""
        self._seen, self._known, self.now = _rows(data, before), known, rows
        super().__init__(data, initial=_start(before))
        questions = {
            prompt.value: forms.ChoiceField(
                label=prompt.label,
                help_text=_KNOWN[known] if prompt == Prompt.UNDER_13 else _HELP[prompt],
                choices=Answer.choices,
                widget=forms.RadioSelect,
                initial=_asked(prompt, known, before),
                error_messages={
                    "required": _("Answer this question."),
                    "invalid_choice": _("Answer yes, no or not sure."),
                },
            )
            for prompt in Prompt
        }
        seen = {
            f"seen-{n}-{name}": Words(
                label=label, max_length=300, required=False, initial=self._seen[n].get(name, "")
            )
            for n in range(len(self._seen))
            for name, label in _LABELS.items()
        }
        self.fields = questions | self.fields | seen
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            Choice(
                _REFER,
                _("Yes"),
                hint=_("The default as soon as one answer is “Yes” or “Not sure”."),
            ),
            Choice(_NOT, _("No, for the reason below")),
        ]
        self.helper.layout = self._layout()

    def parts(self) -> list[Any]:
        def group(legend: Any, *names: str) -> Fieldset:
            return Fieldset(*map(self._part, names), legend=legend, legend_size="m")

        if Prompt.ADULT.value not in self.fields:
            return []
        heads = range(len(self._seen))
        return [
            HTML('<input type="hidden" name="read" value="{{ form.now }}">'),
            group(_("Five questions"), *Prompt.values),
            group(_("What is decided"), "decision", "override_reason"),
            group(_("The device"), "device_secured", "device_words"),
            HTML(_SEEN_HEAD),
            *(
                group(
                    _("Person %(number)s who saw something") % {"number": n + 1},
                    *(f"seen-{n}-{name}" for name in _LABELS),
                )
                for n in heads
            ),
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        answers = {p: Answer(facts[p.value]) for p in Prompt if facts.get(p.value)}
        refer = {_REFER: True, _NOT: False}.get(facts.get("decision", ""))
        if len(answers) == len(Prompt) and refer is None and "decision" not in self.errors:
            if refers_by_default(answers):
                refer = True
            else:
                self.add_error("decision", _("Choose whether it is referred."))
        if (
            refer is False
            and not facts.get("override_reason")
            and "override_reason" not in self.errors
        ):
            self.add_error("override_reason", _("Give the reason for not referring it."))
        self._check_facts(facts, answers)
        return {
            "answers": answers,
            "read": self._read(),
            "refer": refer,
            "override_reason": facts.get("override_reason", ""),
            "seen": self._who_saw(facts),
            "device_secured": {"yes": True, "no": False}.get(facts.get("device_secured", "")),
            "device_words": facts.get("device_words", ""),
        }

    def _read(self) -> int:
        posted = self.data.get("read", "")
        return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 6 else -1

    def _check_facts(self, facts: dict[str, Any], answers: dict[Prompt, Answer]) -> None:
        """What the directory knows is not denied, and no web address is kept."""
        if self._known == Answer.YES and answers.get(Prompt.UNDER_13) == Answer.NO:
            self.add_error(Prompt.UNDER_13.value, guarding.KNOWN_UNDER_13)
        typed = [name for name in facts if name.startswith("seen-")]
        for name in ("override_reason", "device_words", *typed):
            if guarding.holds_address(facts.get(name) or ""):
                self.add_error(name, guarding.NO_ADDRESS)

    def _who_saw(self, facts: dict[str, Any]) -> list[Seen]:
        found = []
        for n in range(len(self._seen)):
            one = {name: facts.get(f"seen-{n}-{name}") or "" for name in _LABELS}
            if not any(one.values()):
                continue
            for name, sentence in (("who", _("Say who saw it.")), ("why", _("Say why."))):
                if not one[name] and f"seen-{n}-{name}" not in self.errors:
                    self.add_error(f"seen-{n}-{name}", sentence)
            found.append(Seen(**one))
        return found


_SEEN_HEAD = (
    '{% load i18n %}<h2 class="govuk-heading-m">{% translate "Who saw anything?" %}</h2>'
    '<p class="govuk-body">{% translate "Everybody, also by accident. Never the image, and no '
    "link: only who, why, when, where and who else was there. Two more places open after "
    'saving." %}</p>'
)


def _start(before: ImageGuard | None) -> dict[str, Any]:
    """What the newest row says; the decision is made anew each time."""
    if before is None:
        return {}
    secured = {True: "yes", False: "no"}.get(before.device_secured, "")  # type: ignore[arg-type]
    return {"device_secured": secured, "device_words": before.device_words}


def _asked(prompt: Prompt, known: Answer, before: ImageGuard | None) -> str:
    if before is not None:
        return str(getattr(before, prompt.value))
    return known.value if prompt == Prompt.UNDER_13 and known == Answer.YES else ""


def _rows(data: Any, before: ImageGuard | None) -> Sequence[dict[str, str]]:
    """The places for people who saw something: those on record, those posted, and two more."""
    known = list(before.seen) if before else []
    if data is not None:
        posted = [
            n for n in range(MOST_SEEN) if any(f"seen-{n}-{name}" in data for name in _LABELS)
        ]
        return [{} for _n in range(max(posted, default=-1) + 1)]
    return [*known, *({} for _n in range(min(_BLANK, MOST_SEEN - len(known))))]
