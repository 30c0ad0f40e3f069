"""Forms of somebody without an account: who they are, their part and the child's, and a reason."""

import uuid
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import fields, statements
from aup.queries.by_link import Turn
from aup.services.by_link import Signed
from aup.spoken import Spoken
from esafety.languages import ENGLISH
from esafety.people.choices import Kind
from esafety.schools.fields import DayField
from esafety.signatures.choices import Part

_LONG = _("Use 120 characters or fewer.")
_MOST_IN_GROUP = 200


class Keyed(forms.Form):
    """A form with a key of its own: two taps are one act. A key that is none is replaced."""

    once_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once_key": str(uuid.uuid4()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_once_key(self) -> uuid.UUID:
        """The key that came with the page."""
        return key_of(self.cleaned_data["once_key"])


def key_of(text: str) -> uuid.UUID:
    """The text as a key, or a new one where it is none."""
    try:
        return uuid.UUID(text[:40])
    except ValueError:
        return uuid.uuid4()


class WhoForm(Keyed):
    """Who somebody is: their name and, where the school wants it, a child's date of birth."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Your first name and your last name."),
        max_length=120,
        error_messages={"required": _("Type your name."), "max_length": _LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    born = DayField(
        label=_("When was your child born?"),
        help_text=_("The date of birth of one of your children at this school."),
        asks=_("Type the day, the month and the year."),
        require_all_fields=True,
    )
    kept = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_born: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_born:
            del self.fields["born"]
        day = [Field("born")] if asks_born else []
        self.helper.layout = Layout(Field.text("name"), *day, "once_key", HTML(""))

    @property
    def said(self) -> dict[str, Any]:
        """The name and the day, after is_valid()."""
        return {"name": self.cleaned_data["name"], "born": self.cleaned_data.get("born")}


class CodeForm(Keyed):
    """The code on a printed form."""

    code = forms.CharField(
        label=_("Type the code on your form"),
        help_text=_("It has 8 letters and numbers, such as 7K3P-9X2M."),
        max_length=40,
        error_messages={
            "required": _("Type the code on your form."),
            "max_length": _("The code has 8 letters and numbers."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PartsForm(Keyed):
    """The parts of one agreement that are still to be signed here: for each a box and a name."""

    words = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, turn: Turn, shown: str = "", locale: str = ENGLISH, **kwargs: Any
    ) -> None:
        """`shown` is the SHA-256 of the words of the page; those that were read come back.
        `locale` is the language in which they are read, and so what is ticked."""
        super().__init__(*args, **kwargs)
        self.turn, self._shown = turn, shown
        self.spoken = Spoken(locale, turn.ask.subject.first_name)
        for part in turn.left:
            self._add(part)

    def clean_words(self) -> str:
        """Nobody signs words that changed after the page was opened."""
        read = str(self.cleaned_data["words"])
        if read and self._shown and read != self._shown:
            changed = _("The words have changed. Read them again, then sign.")
            sentence = self.spoken.beside("words_changed", changed)
            self.add_error(None, forms.ValidationError(sentence))
        return read

    def _add(self, part: Part) -> None:
        of_child = part == Part.OWN and self.turn.ask.subject.kind == Kind.PUPIL
        self._add_tick(part, of_child=of_child)
        if part == Part.GROUP:
            self._add_participants()
        self._add_name(part, of_child=of_child)

    def _add_tick(self, part: Part, *, of_child: bool) -> None:
        """The box; its label is marked as its language, and what is signed are the bare words."""
        audience, spoken = self.turn.ask.agreement.audience, self.spoken
        missing = spoken.beside("tick_missing", _("Tick the box to show that you agree."))
        if self._is_of_two(of_child):
            english = _("Tick the box to show that {name} agrees.").format(name=spoken.name)
            missing = spoken.beside("tick_child_missing", english)
        self.fields[f"agree_{part}"] = forms.BooleanField(
            label=spoken.marked(self._statement(part)),
            help_text=statements.ticked_below(part, audience, spoken.locale),
            error_messages={"required": missing},
        )

    def _add_participants(self) -> None:
        self.fields["participants"] = forms.CharField(
            label=_("Who is in your group?"),
            help_text=_("One name on each line."),
            max_length=12_000,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={
                "required": _("Write who is in your group."),
                "max_length": _("Use 12,000 characters or fewer."),
            },
        )
        words = {"label": "group_who", "help_text": "one_on_a_line"}
        words |= {"required": "group_missing", "max_length": "too_long"}
        self.spoken.speak(self.fields["participants"], **words)

    def _add_name(self, part: Part, *, of_child: bool) -> None:
        spoken = self.spoken
        label = spoken.beside("name_full", _("Type your full name to sign"))
        missing = spoken.beside("name_missing", _("Type your name to sign."))
        if of_child:
            english = _("{name}, type your name here").format(name=spoken.name)
            label = spoken.beside("name_child", english)
        if self._is_of_two(of_child):
            english = _("Type your name to sign, {name}.").format(name=spoken.name)
            missing = spoken.beside("name_child_missing", english)
        self.fields[f"name_{part}"] = forms.CharField(
            label=label,
            max_length=120,
            error_messages={"required": missing, "max_length": spoken.beside("too_long", _LONG)},
            widget=forms.TextInput(attrs={"autocomplete": "off" if of_child else "name"}),
        )

    def _is_of_two(self, of_child: bool) -> bool:
        """Whether it is the child's of two who sign here: then a mistake says whose it is."""
        return of_child and len(self.turn.left) > 1

    def _statement(self, part: Part) -> str:
        return statements.ticked(part, self.turn.ask.agreement.audience, self.spoken.locale)

    def clean_participants(self) -> str:
        """At most 200 lines; empty ones do not count."""
        lines = [line.strip() for line in self.cleaned_data["participants"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > _MOST_IN_GROUP:
            many = self.spoken.beside("group_too_many", _("A list has 200 names or fewer."))
            raise forms.ValidationError(many)
        return "\n".join(found)

    @property
    def signed(self) -> dict[Part, Signed]:
        """What was put under each part, after is_valid()."""
        return {
            part: Signed(
                name=self.cleaned_data[f"name_{part}"],
                statement=self._statement(part),
            )
            for part in self.turn.left
        }

    @property
    def answers(self) -> dict[str, Any]:
        """What was written along with it: who is in a group."""
        words = self.cleaned_data.get("participants", "")
        return {"participants": words.split("\n")} if words else {}

    def sections(self) -> list[dict[str, Any]]:
        """The fields of each part together, for the page."""
        return [
            {
                "part": str(part),
                "is_child": part == Part.OWN and len(self.turn.may) > 1,
                "fields": [
                    self[name]
                    for name in (f"agree_{part}", "participants", f"name_{part}")
                    if name in self.fields and (name != "participants" or part == Part.GROUP)
                ],
            }
            for part in self.turn.left
        ]


class ReasonForm(Keyed):
    """Why somebody does not sign, or takes it back."""

    reason = fields.reason(
        _("Please say why"),
        _("Please say why."),
        help_text=_("The school reads this and will talk to you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=4), "once_key")


class DeclineForm(ReasonForm):
    """A refusal; where the child has a part of their own, of which part."""

    part = forms.ChoiceField(
        label=_("Who does not sign?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who does not sign.")},
    )

    def __init__(self, *args: Any, turn: Turn, locale: str = ENGLISH, **kwargs: Any) -> None:
        """`locale` is the language in which the agreement was read."""
        super().__init__(*args, **kwargs)
        self.turn, self.spoken = turn, Spoken(locale, turn.ask.subject.first_name)
        words = {"label": "why_label", "help_text": "why_hint"}
        words |= {"required": "why_label", "max_length": "too_long"}
        self.spoken.speak(self.fields["reason"], **words)
        if len(turn.may) == 1:
            del self.fields["part"]
            return
        self.spoken.speak(self.fields["part"], label="decline_who", required="decline_who_missing")
        child = _("{name} does not want to sign").format(name=self.spoken.name)
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (str(turn.own), self.spoken.beside("decline_me", _("I do not sign"))),
            (str(Part.OWN), self.spoken.beside("decline_name", child)),
        ]
        self.helper.layout = Layout(
            Field.radios("part"), Field.textarea("reason", rows=4), "once_key"
        )

    @property
    def of_part(self) -> Part:
        """The part that is refused, after is_valid()."""
        return Part(self.cleaned_data.get("part") or self.turn.own)
