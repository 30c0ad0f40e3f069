"""Forms of the office: finding and printing forms on paper, and entering what stands on one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import audiences, fields, statements
from aup.choices import Audience
from aup.link_forms import Keyed
from aup.models import Ask
from aup.services.papers import Entry
from esafety.languages import ENGLISH, language
from esafety.people.models import Person
from esafety.signatures.choices import Part

_SIGNED, _REFUSED, _NOTHING = "signed", "refused", "nothing"
_LONG = _("Use 120 characters or fewer.")


class FindForm(forms.Form):
    """A code or a name."""

    words = forms.CharField(
        label=_("Code on the form, or the name"),
        max_length=100,
        error_messages={
            "required": _("Type the code on the form, or a name."),
            "max_length": _("Use 100 characters or fewer."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PrintForm(forms.Form):
    """Whose forms are printed."""

    tutor_group = forms.ChoiceField(
        label=_("Tutor group"),
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
    )
    without_email = forms.BooleanField(
        label=_("Only where no parent or carer has an email address"), required=False
    )

    locale = forms.ChoiceField(
        label=_("Language"),
        help_text=_("A form is in English where its agreement is not there in the language."),
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
    )

    def __init__(
        self, *args: Any, groups: Iterable[str], locales: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """`locales` are the languages in which there are agreements; with none, none is asked."""
        super().__init__(*args, **kwargs)
        every = [("", _("All"))]
        self.fields["tutor_group"].choices = [*every, *((one, one) for one in groups)]  # type: ignore[attr-defined]
        if not locales:
            del self.fields["locale"]
            return
        each = [("", _("Each family’s own: the one in which they signed last"))]
        named = [(code, language(code).label) for code in (ENGLISH, *locales)]
        self.fields["locale"].choices = [*each, *named]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> str:
        """The language chosen for all of them; nothing: each family's own. After is_valid()."""
        return str(self.cleaned_data.get("locale", ""))

    @property
    def chosen(self) -> dict[str, Any]:
        """Whose forms, after is_valid()."""
        return {name: self.cleaned_data[name] for name in ("tutor_group", "without_email")}


class EntryForm(fields.PaperDay, Keyed):
    """What stands on a form that came back."""

    person = forms.ChoiceField(
        label=_("Which parent or carer filled in the form?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from this list.")},
    )
    reason = forms.CharField(
        label=_("Reason for a refusal, as written"),
        required=False,
        max_length=1500,
        widget=forms.Textarea,
        error_messages={"max_length": _("Use 1,500 characters or fewer.")},
    )
    locale = forms.ChoiceField(
        label=_("Language of the form"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language of the form."),
            "invalid_choice": _("Choose from this list."),
        },
    )

    def __init__(
        self,
        *args: Any,
        ask: Ask,
        guardians: Iterable[Person],
        today: date,
        locales: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`locales` are the languages in which the form was printed besides English."""
        super().__init__(*args, **kwargs)
        self.ask, self.today, self.guardians = ask, today, {str(one.pk): one for one in guardians}
        self.parts = audiences.PARTS[Audience(ask.agreement.audience)]
        for part in self.parts:
            self._add(part)
        if Part.PARENT in self.parts:
            names = [(pk, one.name) for pk, one in self.guardians.items()]
            self.fields["person"].choices = names  # type: ignore[attr-defined]
        else:
            del self.fields["person"]
        if locales:
            named = [(code, language(code).label) for code in (ENGLISH, *locales)]
            self.fields["locale"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["locale"]
        last = [name for name in self.fields if name in ("locale", "reason", "day")]
        asked = [f"{what}_{part}" for part in self.parts for what in ("said", "name")]
        self.order_fields([*asked, *last])
        self.helper.layout = Layout(*self._layout(), "once_key")

    def _add(self, part: Part) -> None:
        who = _("Parent or carer") if part == Part.PARENT else self.ask.subject.name
        self.fields[f"said_{part}"] = forms.ChoiceField(
            label=_("{who}: what stands on the form?").format(who=who),
            choices=[
                (_SIGNED, _("Signed")),
                (_REFUSED, _("Refused")),
                (_NOTHING, _("Nothing")),
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("{who}: choose what stands on the form.").format(who=who),
                "invalid_choice": _("Choose from this list."),
            },
        )
        self.fields[f"name_{part}"] = forms.CharField(
            label=_("{who}: name as written").format(who=who),
            required=False,
            max_length=120,
            error_messages={"max_length": _LONG},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def _layout(self) -> list[Any]:
        rows: list[Any] = []
        for part in self.parts:
            rows.append(Field.radios(f"said_{part}", inline=True, small=True))
            if part == Part.PARENT:
                rows.append(Field.radios("person", small=True))
            rows.append(Field.text(f"name_{part}"))
        spoken = [Field.radios("locale", small=True)] if "locale" in self.fields else []
        return [*rows, Field.textarea("reason", rows=3), Field("day"), *spoken]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        said = {part: found.get(f"said_{part}") for part in self.parts}
        for part, what in said.items():
            if what == _SIGNED and not found.get(f"name_{part}", "").strip():
                self.add_error(f"name_{part}", _("Type the name as it is written."))
        named = found.get("person") or "person" in self.errors
        if said.get(Part.PARENT) in (_SIGNED, _REFUSED) and not named:
            self.add_error("person", _("Choose who filled in the form."))
        if _REFUSED in said.values() and not found.get("reason", "").strip():
            self.add_error("reason", _("Type the reason, or “No reason given”."))
        if None not in said.values() and set(said.values()) == {_NOTHING}:
            self.add_error(f"said_{self.parts[0]}", _("Nobody signed or refused."))
        return found

    @property
    def spoken(self) -> str:
        """The language of the form, after is_valid()."""
        return str(self.cleaned_data.get("locale") or ENGLISH)

    @property
    def entries(self) -> list[Entry]:
        """What stands on the form, part by part; after is_valid()."""
        found = self.cleaned_data
        filled = [part for part in self.parts if found[f"said_{part}"] != _NOTHING]
        return [self._entry(part, found) for part in filled]

    def _entry(self, part: Part, found: dict[str, Any]) -> Entry:
        parent = part == Part.PARENT
        return Entry(
            part=part,
            person=self.guardians[found["person"]] if parent else self.ask.subject,
            signed=found[f"said_{part}"] == _SIGNED,
            name=found[f"name_{part}"].strip(),
            statement=statements.ticked(part, self.ask.agreement.audience, self.spoken),
            reason=found["reason"],
        )
