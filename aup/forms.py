"""Forms of signing: a promise to tick, a name to type, or a reason for not signing."""

import uuid

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from aup import fields, statements
from esafety.languages import ENGLISH


class SignForm(forms.Form):
    """A signature: the box and the name show that it is meant; the key makes two taps one."""

    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box to show that you agree.")},
    )
    name = fields.name_to_sign()
    once_key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, shown="", locale=ENGLISH, **kwargs):
        """`shown` is the SHA-256 of the words on the page; those that were read come back. `locale`
        is the language in which they are read, and so what is ticked."""
        kwargs.setdefault("initial", {"once_key": uuid.uuid4(), "words": shown})
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = statements.sentence("own", locale)
        self.fields["agree"].help_text = statements.below("own", locale)
        self._shown = shown
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field("agree"),
            Field("name"),
            "once_key",
            "words",
            Button.primary("sign", _("Sign"), data_prevent_double_click="true"),
        )

    def clean(self):
        """Nobody signs words that changed after the page was opened."""
        read = self.cleaned_data.get("words")
        if read and self._shown and read != self._shown:
            # The page that is drawn now shows the new words, and its answer belongs to them.
            self.data = self.data.copy()
            self.data["words"] = self._shown
            raise forms.ValidationError(
                _("The words have changed since you opened this page. Read them again, then sign.")
            )
        return self.cleaned_data


class DeclineForm(forms.Form):
    """Why somebody does not sign."""

    reason = fields.reason(
        _("Why do you not sign?"),
        _("Say why you do not sign."),
        help_text=_("The school reads this and will talk to you."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.textarea("reason", rows=4),
            Button.warning("decline", _("I do not sign"), data_prevent_double_click="true"),
        )


class WithdrawForm(forms.Form):
    """Why a signature is taken back."""

    reason = fields.reason(_("Why do you take it back?"), _("Say why you take it back."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.textarea("reason", rows=4),
            Button.warning("withdraw", _("Take it back"), data_prevent_double_click="true"),
        )
