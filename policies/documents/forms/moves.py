"""What each act on a policy asks for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.access.roles import ROLES
from esafety.schools.fields import DayField
from policies.documents import wording
from policies.documents.choices import ApprovingBody, How
from policies.documents.forms.fields import (
    LOST,
    DrawnForm,
    OneLine,
    Words,
    one_of,
    revision,
    yes_or_no,
)
from policies.documents.services.consulting import CAN_BE_ASKED


class TextForm(forms.Form):
    """The text of the policy, and the revision that the page was drawn from. `problem` gives the
    sentence for a text that cannot be kept, or nothing."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text=_(
            "Begin a section with ##, a heading in it with ### or ####, and each line of a list "
            "with -. Leave an empty line between paragraphs."
        ),
    )
    revision = revision()

    def __init__(self, *args: Any, problem: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._problem = problem

    def clean_text(self) -> str:
        text = wording.tidy(self.cleaned_data["text"])
        if sentence := self._problem(text):
            raise forms.ValidationError(sentence)
        return text

    def clean(self) -> dict[str, Any]:
        if "revision" in self.errors:  # a field that nobody sees has no place for a sentence
            self.add_error(None, LOST)
        return super().clean() or {}


class PressForm(DrawnForm):
    """An act that asks for nothing but to be meant."""

    button = _("Publish anew")


class DropForm(DrawnForm):
    """Giving up a text: the revision of it that the page showed."""

    button, danger = _("Drop the text"), True
    revision = revision()


class ReasonForm(DrawnForm):
    """A reason, for acts that need one."""

    reason = Words(label=_("Reason"), asks=_("Give a reason."), most=2000)

    def __init__(
        self, *args: Any, button: Any, label: Any = "", danger: bool = False, **kwargs: Any
    ) -> None:
        self.button, self.danger = button, danger
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label


class ProposeForm(DrawnForm):
    """What changed and why, and whether it matters to readers."""

    button = _("Send for approval")
    comment = Words(
        label=_("What changed and why"),
        help_text=_("It stands in the table of revisions. Write about rules, not about people."),
        asks=_("Say what changed and why."),
        most=2000,
    )
    material = yes_or_no(
        _("How large is the change?"),
        yes=_("Material: the rules change for those who read it"),
        no=_("Minor: better words, the same rules"),
        asks=_("Choose whether the change is material or minor."),
    )
    revision = revision()


class ApproveForm(DrawnForm):
    """How the body approved what the page showed."""

    button = _("Approve")
    body = one_of(
        _("Who approved it"), ApprovingBody.choices, asks=_("Choose which body approved it.")
    )
    on = DayField(label=_("Day of the approval"), asks=_("Enter the day of the approval."))
    how = one_of(_("How"), How.choices, asks=_("Choose how it was approved."))
    words = Words(
        label=_("Words of the approval"),
        help_text=_("As in the minutes, with their number where there is one."),
        asks=_("Enter the words of the approval."),
        most=2000,
    )
    revision = revision()


class PublishForm(DrawnForm):
    """When the policy is reviewed next and, after a material change, which of the agreements that
    stand on it (`offered`: code and words) are to be signed again."""

    button = _("Publish")
    next_review_on = DayField(label=_("Next review"), asks=_("Enter the day of the next review."))
    renew = forms.MultipleChoiceField(
        label=_("Which agreements are to be signed again?"),
        help_text=_(
            "These stand on this policy, and its change matters to readers. The eSafety lead is "
            "told to renew those that you tick. Untick what can stay as it is."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from what stands on this policy.")},
    )

    def __init__(self, *args: Any, offered: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["renew"].choices = list(offered.items())  # type: ignore[attr-defined]
            self.fields["renew"].initial = list(offered)
        else:
            del self.fields["renew"]
        self.draw()

    def clean_renew(self) -> set[str]:
        return set(self.cleaned_data["renew"])


class EndReviewForm(DrawnForm):
    """Why nothing changes, and when the policy is reviewed next."""

    button = _("End the review")
    reason = Words(label=_("What was found"), asks=_("Say what was found."), most=2000)
    next_review_on = DayField(label=_("Next review"), asks=_("Enter the day of the next review."))


class ConsultForm(DrawnForm):
    """Who is asked about the text, and until when."""

    button = _("Open the consultation")
    asked = Words(
        label=_("Who is asked"),
        help_text=_("In words, such as: all staff, the school council, the parents' forum."),
        asks=_("Say who is asked."),
        most=1000,
    )
    roles = forms.MultipleChoiceField(
        label=_("Who reads and answers it here"),
        help_text=_("They get a notice. What others say is entered for them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, ROLES[role].label) for role in CAN_BE_ASKED],
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    closes_on = DayField(label=_("Last day"), asks=_("Enter the last day."))
    revision = revision()

    def __init__(self, *args: Any, wrong_day: Callable[[date], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wrong_day = wrong_day

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if sentence := self._wrong_day(day):
            raise forms.ValidationError(sentence)
        return day


class ReplyForm(DrawnForm):
    """What one thinks of it."""

    button = _("Send my answer")
    words = Words(label=_("What I think of it"), asks=_("Write what you think."))


class EnterReplyForm(DrawnForm):
    """What somebody else said."""

    button = _("Enter the answer")
    said_by = OneLine(
        label=_("Who said it"),
        help_text=_("Such as: the school council, or a parent at the meeting on 4 May."),
        asks=_("Say whose answer it is."),
    )
    words = Words(label=_("What they said"), asks=_("Write what was said."))


class CloseForm(DrawnForm):
    """What follows from a consultation."""

    button = _("Close the consultation")
    words = Words(
        label=_("What follows from it"),
        help_text=_("Those who approve the policy read it with the answers."),
        asks=_("Say what follows from it."),
    )
