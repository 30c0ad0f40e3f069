"""The form of an entry and of a step, made of what the register declares."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Div, Layout, Size
from crispy_forms_gds.layout import Field as Drawn
from django import forms
from django.utils.translation import gettext_lazy as _

from policies.registers import values as reading
from policies.registers.declared.shape import Field, Kind, Move, Register, Values
from policies.registers.forms import fields
from policies.registers.queries.rolls import Unknown
from policies.registers.values import Names

_CANCEL = (
    '{% load i18n %}<a class="govuk-link" href="{{ cancel_url }}">{% translate "Cancel" %}</a>'
)


class _Declared(forms.Form):
    """Declared fields, and the revision of the entry that the page has shown.

    `before`: the values that are not asked for now and yet have to fit (a day after another).
    """

    revision = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    button: Any = _("Save")
    warning = False

    def __init__(
        self,
        *args: Any,
        register: Register,
        asked: Iterable[Field],
        members: list[tuple[str, str]],
        search_url: str,
        today: date,
        before: Values | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.asked, self.today = register, list(asked), today
        self.before = dict(before or {})
        for one in self.asked:
            self.fields.update(fields.asked(one, members=members, search_url=search_url))
        self.helper = FormHelper()
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout("revision", *self._drawn(), *self._end())

    def _drawn(self) -> list[Any]:
        return [part for one in self.asked for part in fields.drawn(one)]

    def _end(self) -> list[Any]:
        look = Button.warning if self.warning else Button.primary
        press = look("save", self.button, data_prevent_double_click="true")
        return [Div(press, HTML(_CANCEL), css_class="app-form-actions")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed: dict[str, Any] = {}
        for one in self.asked:
            if one.name in self.errors:
                continue
            try:
                number = given.get(one.name + fields.NUMBER) or ""
                typed[one.name] = fields.kept(one, given.get(one.name), number)
            except Unknown as unknown:
                self.add_error(one.name, unknown.sentence)
        found = reading.faults(
            self.register, {**self.before, **typed}, asked=self.asked, today=self.today
        )
        for name, sentence in found.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return {**given, "typed": typed}


class EntryForm(_Declared):
    """A new entry, or a change of one."""

    @staticmethod
    def start(register: Register, values: Values, names: Names, revision: int) -> dict[str, Any]:
        """What the page shows at first."""
        found: dict[str, Any] = {"revision": revision}
        for one in register.asked_at_first:
            found |= fields.start(one, values.get(one.name), names)
        return found


class MoveForm(_Declared):
    """A step: what it asks for, a reason where it needs one, and the revision that was read."""

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        self.move, self.button = move, move.button
        self.warning = bool(move.needs_reason and not move.asks)
        super().__init__(*args, asked=[kwargs["register"].field(n) for n in move.asks], **kwargs)
        label = _("Reason") if move.needs_reason else _("Note (optional)")
        wrong = {"required": _("Give a reason."), "max_length": _("Use 2,000 characters or fewer.")}
        self.fields["reason"] = fields.Text(
            label=label,
            required=move.needs_reason,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages=wrong,
        )
        parts = [*self._drawn(), Drawn.textarea("reason", rows=4)]
        self.helper.layout = Layout("revision", *parts, *self._end())


class SeveralForm(MoveForm):
    """The same step with several entries: ticked, each with the revision that was shown."""

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"] = forms.MultipleChoiceField(
            label=_("Which entries"),
            choices=entries,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Tick the entries."),
                "invalid_choice": _(
                    "Somebody else has changed one of these entries. Look at the list again and "
                    "tick it once more."
                ),
            },
        )
        ticks = Drawn.checkboxes("entries", small=True)
        parts = [ticks, *self._drawn(), Drawn.textarea("reason", rows=4)]
        self.helper.layout = Layout("revision", *parts, *self._end())

    def picked(self) -> list[tuple[int, int]]:
        """Number and revision of each entry that is ticked."""
        pairs = (one.split("-") for one in self.cleaned_data["entries"])
        return [(int(number), int(revision)) for number, revision in pairs]


class Filters(forms.Form):
    """Codes only, so they may stand in the address. What is not a choice counts as none."""

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.code, state.label) for state in register.states]
        late = [("overdue", _("Overdue"))] if register.has_due else []
        self.fields["state"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("Any")), *late, *states]
        )
        self.names = [
            one.name for one in register.fields if one.kind == Kind.CHOICE and not one.later
        ]
        for name in self.names:
            one = register.field(name)
            self.fields[name] = forms.ChoiceField(
                label=str(one.label), required=False, choices=[("", _("Any")), *one.choices]
            )
        sorts = [("", _("Newest first")), ("number", _("Oldest first"))]
        sorts += [("due_on", _("Due first"))] if register.has_due else []
        sorts += [("-changed_at", _("Changed last"))]
        self.fields["sort"] = forms.ChoiceField(label=_("Order"), required=False, choices=sorts)

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood, for `queries.narrowed`."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        choices = {name: given[name] for name in self.names if name in given}
        return {"state": given.get("state", ""), "sort": given.get("sort", ""), "choices": choices}

    def codes(self) -> dict[str, str]:
        """The same as codes, for a PDF that is made later."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
