"""Acknowledging that one has read and understood, and taking it back."""

import uuid
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from policies.forms.plain import Area, PlainForm


class ReadForm(forms.Form):
    """The box and the name show that it is meant; the key makes two taps one."""

    agree = forms.BooleanField(
        label=_("I have read this and understood it."),
        error_messages={"required": _("Tick the box to show that you have read it.")},
    )
    name = forms.CharField(
        label=_("Type your full name to sign"),
        max_length=120,
        error_messages={
            "required": _("Type your name to sign."),
            "max_length": _("Use 120 characters or fewer."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput)
    ref = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: str, **kwargs: Any) -> None:
        """`shown` is the revision or edition on the page; the one that was read comes back."""
        kwargs.setdefault("initial", {"once_key": uuid.uuid4(), "ref": shown})
        super().__init__(*args, **kwargs)
        self._shown = shown
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field("agree"),
            Field("name"),
            "once_key",
            "ref",
            Button.primary("sign", str(_("Sign")), data_prevent_double_click="true"),
        )

    def clean(self) -> dict[str, Any]:
        """Nobody signs a text that took the place of the one they read."""
        facts = super().clean() or {}
        if facts.get("ref") and facts["ref"] != self._shown:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["ref"] = self._shown  # type: ignore[index]
            raise forms.ValidationError(
                _("The text has changed since you opened this page. Read it again, then sign.")
            )
        return facts


class TakeBackForm(PlainForm):
    """Why an acknowledgement is taken back."""

    button = _("Take it back")
    warning = True
    reason = Area(
        label=_("Why do you take it back?"),
        max_length=2000,
        error_messages={"required": _("Say why you take it back.")},
    )
