"""The form by which a certificate's code is looked up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.signatures import codes

_WRONG = _("A code has 16 letters and numbers, such as 7K3P-9X2M-DH4T-QRW6.")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("16 letters and numbers. Capitals and dashes do not matter."),
        max_length=60,
        error_messages={"required": _("Type the code."), "max_length": _WRONG},
    )

    def clean_code(self) -> str:
        """The code as it is written on the certificate."""
        code = codes.folded(self.cleaned_data["code"])
        if len(code) != codes.LENGTH + codes.LENGTH // codes.GROUP - 1:
            raise forms.ValidationError(_WRONG)
        return code
