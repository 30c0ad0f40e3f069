"""The code somebody comes back with, and messages."""

import uuid
from typing import Any

from crispy_forms_gds.layout import Button, Div, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.concerns.services.messages import MOST_WORDS
from incidents.concerns.words import READY
from incidents.forms.plain import RecordForm, Words, area


class CodeForm(forms.Form):
    """The code somebody comes back with. `kept` are words they had typed before it was asked."""

    code = Words(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("It has 12 letters and numbers, such as 7K3-P9X-2MD-H4T."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Type your code."),
            "max_length": gettext_lazy("A code has 12 letters and numbers. Check it."),
        },
    )
    kept = Words(required=False, max_length=MOST_WORDS, widget=forms.HiddenInput)
    note = Words(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["code"].widget.attrs["autocomplete"] = "off"


class MessageForm(RecordForm):
    """Words to the school, or from it, with the key that makes a form sent twice one message."""

    button = gettext_lazy("Send")
    rows = 6
    text = area(
        label=gettext_lazy("Your message"),
        max_length=MOST_WORDS,
        error_messages={
            "required": gettext_lazy("Write something first."),
            "max_length": gettext_lazy("This is too long: use 5,000 characters or fewer."),
        },
    )
    once_key = Words(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].help_text = hint
        self.initial.setdefault("once_key", uuid.uuid4())

    def clean_text(self) -> str:
        """Ready words that end in the middle are to be finished."""
        words: str = self.cleaned_data["text"]
        if words.endswith(":") and words == str(READY["closed"][1]).strip():
            raise forms.ValidationError(_("Say what they may know, or take those words out."))
        return words

    def clean_once_key(self) -> uuid.UUID:
        return key_of(self.cleaned_data["once_key"])


class ReplyForm(MessageForm):
    """What a reporter writes: a page of their own, so nothing to cancel."""

    def _layout(self) -> Layout:
        button = Button.primary("send", str(self.button), data_prevent_double_click="true")
        return Layout(*self.parts(), Div(button, css_class="app-form-actions"))


def key_of(text: str) -> uuid.UUID:
    """A key as it was posted, or a new one where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
