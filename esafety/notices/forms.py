"""Shape and wording of what the pages about mail and absences ask for."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Fieldset, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.notices import quiet
from esafety.notices.choices import Mail, QuietDays
from esafety.notices.services.wishes import NEVER_HEARD
from esafety.schools.fields import DayField
from esafety.schools.models import Membership

_SHORT = "govuk-input govuk-input--width-5"


def _helper(*fields: Any, button: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_action = ""
    helper.label_size = helper.legend_size = Size.SMALL
    helper.layout = Layout(*fields, Button.primary("save", button))
    return helper


def _hour(label: Any, hint: Any) -> forms.TimeField:
    asks = _("Enter an hour, such as 07:30.")
    return forms.TimeField(
        label=label,
        help_text=hint,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"required": asks, "invalid": asks},
    )


def _chosen(sentence: Any) -> dict[str, Any]:
    return {"required": sentence, "invalid_choice": sentence}


class WishesForm(forms.Form):
    """When mail comes."""

    mail = forms.ChoiceField(
        label=_("Mail about what waits for you"),
        choices=Mail.choices,
        widget=forms.RadioSelect,
        error_messages=_chosen(_("Choose when mail comes.")),
    )
    digest_at = _hour(
        _("The daily mail comes at"), _("Only if you choose “once a day”. For example 07:30.")
    )
    quiet_from = _hour(_("From"), _("For example 19:00."))
    quiet_until = _hour(
        _("Until"), _("For example 07:00. The same hour twice means no quiet hours.")
    )
    quiet_days = forms.ChoiceField(
        label=_("Quiet all day"),
        choices=QuietDays.choices,
        widget=forms.RadioSelect,
        error_messages=_chosen(_("Choose which days are quiet.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            Field.radios("mail"),
            Field("digest_at", css_class=_SHORT),
            Fieldset(
                Field("quiet_from", css_class=_SHORT),
                Field("quiet_until", css_class=_SHORT),
                legend=_("Quiet hours"),
                legend_size=Size.MEDIUM,
            ),
            Field.radios("quiet_days"),
            button=_("Save"),
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        hours = [found.get(name) for name in ("digest_at", "quiet_from", "quiet_until")]
        if found.get("mail") == Mail.DIGEST and None not in hours and quiet.is_quiet_hour(*hours):  # type: ignore[arg-type]
            self.add_error("digest_at", NEVER_HEARD)
        return found


class AbsenceForm(forms.Form):
    """From when until when, and who stands in."""

    starts_on = DayField(label=_("First day away"), asks=_("Enter the first day away."))
    ends_on = DayField(
        label=_("Last day away"),
        help_text=_("The same as the first for a single day."),
        asks=_("Enter the last day away."),
    )
    deputy = forms.ChoiceField(
        label=_("Who stands in (optional)"),
        help_text=_(
            "What you are told meanwhile, they are told as well, if their own role lets them see "
            "it. Standing in gives them no other rights."
        ),
        required=False,
        error_messages={"invalid_choice": _("Choose a person from the list.")},
    )
    first: tuple[str, ...] = ()

    def __init__(self, *args: Any, deputies: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deputies = {str(member.pk): member for member in deputies}
        names = [(pk, member.display_name) for pk, member in self.deputies.items()]
        self.fields["deputy"].choices = [("", _("Nobody")), *names]  # type: ignore[attr-defined]
        self.helper = _helper(*self.first, "starts_on", "ends_on", "deputy", button=_("Save"))

    def clean_deputy(self) -> Membership | None:
        return self.deputies.get(self.cleaned_data["deputy"])


class AbsenceForForm(AbsenceForm):
    """The same of another member."""

    member = forms.ChoiceField(
        label=_("Who is away"),
        error_messages={
            "required": _("Choose who is away."),
            "invalid_choice": _("Choose a person from the list."),
        },
    )
    first = ("member",)

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        self.members = {str(member.pk): member for member in members}
        super().__init__(*args, deputies=self.members.values(), **kwargs)
        names = [(pk, member.display_name) for pk, member in self.members.items()]
        self.fields["member"].choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]
        self.fields["deputy"].help_text = _(
            "What the person is told meanwhile, they are told as well, if their own role lets "
            "them see it. Standing in gives them no other rights."
        )

    def clean_member(self) -> Membership:
        return self.members[self.cleaned_data["member"]]
