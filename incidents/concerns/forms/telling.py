"""The form H in plain words. Only "what happened" has to be answered."""

import unicodedata
import uuid
from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy

from incidents.choices import Platform
from incidents.concerns import telling
from incidents.concerns.forms.writing import key_of
from incidents.concerns.words import KINDS, PEOPLE, Door
from incidents.forms.plain import Words, area
from incidents.forms.when import DayField, check_day
from incidents.models import IncidentType

_FROM_LIST = {"invalid_choice": gettext_lazy("Choose from this list.")}
_LONG = {"max_length": gettext_lazy("This is too long: use 20,000 characters or fewer.")}
_NAMES = {"max_length": gettext_lazy("This is too long: use 1,000 characters or fewer.")}
_LINE = {"max_length": gettext_lazy("Use 120 characters or fewer.")}
_TWO_LINES = {"max_length": gettext_lazy("Use 200 characters or fewer.")}
_HIDDEN = ("seed", "note")
_LINES = ("name", "reach", "platform_words", "day")
MORE = ("hurt_names", "when", "day", "where", "platforms", "platform_words", "evidence")
_FOLD = """<details class="govuk-details" data-module="govuk-details"
{% if form.more_is_open %} open{% endif %}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">{% load i18n %}
{% translate "Tell us more, if you want to: who was hurt, when, where, which app" %}</span>
</summary>
<div class="govuk-details__text">"""


def _one_of(label: Any, *choices: tuple[str, Any], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
        **kwargs,
    )


class ConcernForm(forms.Form):
    """What somebody without an account tells the school (Appendix H)."""

    danger = _one_of(
        gettext_lazy("Is somebody in danger now?"),
        ("yes", gettext_lazy("Yes")),
        ("no", gettext_lazy("No")),
        ("unsure", gettext_lazy("I am not sure")),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Choose one or more. Not sure? Leave it empty."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_FROM_LIST,
    )
    description = area(
        error_messages={"required": gettext_lazy("Write what happened."), **_LONG},
    )
    hurt_me = forms.BooleanField(label=gettext_lazy("It happened to me"), required=False)
    hurt_names = area(
        label=gettext_lazy("Who was hurt or upset?"),
        help_text=gettext_lazy("Names if you know them, one on each line."),
        required=False,
        max_length=1000,
        error_messages=_NAMES,
    )
    did_names = area(
        label=gettext_lazy("Who did it?"),
        help_text=gettext_lazy("Names if you know them, one on each line."),
        required=False,
        max_length=1000,
        error_messages=_NAMES,
    )
    did_who = _one_of(gettext_lazy("Who are they?"), *PEOPLE)
    when = _one_of(
        gettext_lazy("When was it?"),
        ("today", gettext_lazy("Today")),
        ("yesterday", gettext_lazy("Yesterday")),
        ("day", gettext_lazy("On another day")),
        ("unsure", gettext_lazy("I am not sure, or more than once")),
    )
    day = DayField(label=gettext_lazy("Which day, if it was another day?"))
    where = _one_of(
        gettext_lazy("Where were you or they when it happened?"),
        ("inside", gettext_lazy("At school")),
        ("outside", gettext_lazy("Not at school")),
        ("both", gettext_lazy("Both")),
        ("unsure", gettext_lazy("I am not sure")),
    )
    platforms = forms.MultipleChoiceField(
        label=gettext_lazy("Was it in an app, a game or on a website?"),
        help_text=gettext_lazy("Choose all that fit. Leave it empty if it was none of these."),
        choices=Platform.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_FROM_LIST,
    )
    platform_words = Words(
        label=gettext_lazy("If it was another one: which?"),
        required=False,
        max_length=200,
        error_messages=_TWO_LINES,
    )
    evidence = area(
        label=gettext_lazy("Is there something that shows it? Say what, and where it is."),
        help_text=gettext_lazy("For example: messages on my phone. Only words, please."),
        required=False,
        error_messages=_LONG,
    )
    name = Words(
        label=gettext_lazy("Your name, if you want to tell us"),
        required=False,
        max_length=120,
        error_messages=_LINE,
    )
    reach = Words(
        label=gettext_lazy("How can we reach you, if you want us to?"),
        help_text=gettext_lazy("For example your class, an email address or a telephone number."),
        required=False,
        max_length=200,
        error_messages=_TWO_LINES,
    )
    seed = Words(required=False, widget=forms.HiddenInput)
    note = Words(required=False, widget=forms.HiddenInput)

    field_order = [
        "danger", "kinds", "description", "hurt_me", "did_names", "did_who", *MORE, "name", "reach",
        *_HIDDEN,
    ]  # fmt: skip

    def __init__(
        self, *args: Any, door: Door, types: list[IncidentType], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.door, self.types, self.today = door, types, today
        for name in set(self.fields) - {"description", *_HIDDEN, *door.asks}:
            del self.fields[name]
        self.fields["kinds"].choices = self._kinds()  # type: ignore[attr-defined]
        self.fields["description"].label = str(door.what)
        self.fields["description"].help_text = str(door.what_hint)
        self.use_required_attribute = False
        self._order()
        self._keep_from_browsers()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.label_size = self.helper.legend_size = "m"
        self.helper.layout = Layout(*self._parts())

    def _order(self) -> None:
        """What has to be answered comes first; the youngest begin with the pictures."""
        if self.door.slug != "little":
            self.order_fields(["danger", "description", "hurt_me"])

    def _keep_from_browsers(self) -> None:
        """A device that children share must not offer one the name that another has typed."""
        for name in self.fields.keys() & set(_LINES):
            widget = self.fields[name].widget
            for box in getattr(widget, "widgets", [widget]):
                box.attrs["autocomplete"] = "off"

    def _kinds(self) -> list[tuple[str, Any]]:
        """The plain choices whose type the school has on its form, and types of its own."""
        offered = {one.code for one in self.types if one.on_report}
        fitting = [k for k in KINDS if k.type_code in (*offered, "other_breach")]
        if self.door.slug == "little":
            return [(k.code, k.little) for k in fitting if k.little]
        own = [] if self.door.is_child else telling.own_types(self.types)
        return [*((k.code, k.words) for k in fitting), *((t.code, t.label) for t in own)]

    def _parts(self) -> list[Any]:
        """The fields in order; what few need is folded, and open where something is in it."""
        parts = [(name, self._part(name)) for name in self.fields]
        folded = [part for name, part in parts if name in MORE]
        before = [part for name, part in parts if name not in (*MORE, "name", "reach")]
        after = [part for name, part in parts if name in ("name", "reach")]
        more = [HTML(_FOLD), *folded, HTML("</div></details>")] if folded else []
        return [*before, *more, *after]

    @property
    def more_is_open(self) -> bool:
        """Whether something was typed, chosen or wrong in the folded part."""
        named = [n for n in self.data if n.partition("_")[0] in {m.partition("_")[0] for m in MORE}]
        return any(self.data[name] for name in named) or bool(set(MORE) & set(self.errors))

    def _part(self, name: str) -> Any:
        pictures = {"template": "incidents/concerns/kinds.html"} if self.door.is_child else {}
        parts: dict[str, Any] = {
            "danger": Field.radios(name, inline=True),
            "kinds": Field(name, **pictures) if pictures else Field.checkboxes(name, small=True),
            "description": Field.textarea(name, rows=7),
            "hurt_me": Field.checkbox(name),
            "hurt_names": Field.textarea(name, rows=2),
            "did_names": Field.textarea(name, rows=2),
            "platforms": Field.checkboxes(name, small=True),
            "evidence": Field.textarea(name, rows=3),
            **dict.fromkeys(_HIDDEN, HTML("")),
        }
        if isinstance(self.fields[name].widget, forms.RadioSelect):
            parts.setdefault(name, Field.radios(name, small=True))
        return parts.get(name) or Field.text(name) if name != "day" else Field(name)

    def clean_description(self) -> str:
        """Signs that nobody can see are no words."""
        words: str = self.cleaned_data["description"]
        if all(unicodedata.category(sign)[0] in "CZ" for sign in words):
            raise forms.ValidationError(self.fields["description"].error_messages["required"])
        return words

    def clean_seed(self) -> uuid.UUID:
        """The key that came with the page; a new one where it is no key."""
        return key_of(self.cleaned_data["seed"])

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("when") == "day" and "day" not in self.errors:
            check_day(self, "day", found.get("day"), self.today)
        return found

    def ready(self) -> dict[str, Any]:
        """The answers in the shape of a report; only after is_valid()."""
        return telling.ready(self.cleaned_data, self.door, self.types, self.today)
