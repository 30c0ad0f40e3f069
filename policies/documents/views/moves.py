"""The moves of a policy, a page each: asking, approving, publishing, reviewing, withdrawing."""

from functools import partial

from django.http import Http404
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.documents import hooks, permissions, queries
from policies.documents.choices import How
from policies.documents.forms.moves import (
    ApproveForm,
    CloseForm,
    ConsultForm,
    EndReviewForm,
    EnterReplyForm,
    PressForm,
    ProposeForm,
    PublishForm,
    ReasonForm,
    ReplyForm,
)
from policies.documents.services import consulting, lifecycle
from policies.documents.views import pages

_WRITE, _READ, _APPROVE = Permission.POLICY_WRITE, Permission.POLICY_READ, Permission.POLICY_APPROVE


def _kept(request, code):
    """A policy, for those who write or approve policies; for others its acts are not there."""
    if not queries.keeps(request.actor):
        raise Http404
    return pages.find_policy(request, code)


@permission(_WRITE)
def consult(request, school, code):
    """Ask what people think of the text."""
    policy = pages.find_policy(request, code)
    draft = pages.find_draft(policy)
    wrong = partial(consulting.wrong_day, today=schools.local_today(request.school))
    start = {"revision": draft.revision}
    form = ConsultForm(pages.bound(request), initial=start, wrong_day=wrong)
    words = {
        "title": _("Ask what people think of it"),
        "text": _("The text stays as it is until the consultation is closed."),
    }
    done = _("The consultation is open.")
    return pages.act(request, policy, form, lifecycle.open_consultation, done, **words)


@permission(_WRITE)
def close_consultation(request, school, code):
    """Close it, with what follows from it."""
    policy = pages.find_policy(request, code)
    words = {"title": _("Close the consultation")}
    words |= pages.shown_consultation(request, queries.open_consultation(policy))
    done = _("The consultation is closed.")
    form = CloseForm(pages.bound(request))
    return pages.act(request, policy, form, lifecycle.close_consultation, done, **words)


@permission(_READ)
def reply(request, school, code):
    """What one thinks of the text, for those who are asked."""
    policy = pages.find_policy(request, code)
    consultation = queries.open_consultation(policy)
    if consultation is None or not permissions.is_asked(request.actor, consultation):
        raise Http404
    words = {"title": _("What do you think of it?"), "lead": consultation.asked}
    words |= {"sections": pages.as_drafted(consultation.text, request.school)}
    form = ReplyForm(pages.bound(request))
    done = _("Your answer is kept. Thank you.")
    return pages.act(request, policy, form, consulting.reply, done, **words)


@permission(_WRITE)
def enter_reply(request, school, code):
    """What somebody else said."""
    policy = pages.find_policy(request, code)
    words = {"title": _("Enter an answer"), "text": _("It can not be changed afterwards.")}
    form = EnterReplyForm(pages.bound(request))
    return pages.act(
        request, policy, form, consulting.enter_reply, _("The answer is entered."), **words
    )


@permission(_WRITE)
def propose_text(request, school, code):
    """Send the text for approval."""
    policy = pages.find_policy(request, code)
    draft = pages.find_draft(policy)
    start = {"revision": draft.revision, "comment": draft.comment}
    form = ProposeForm(pages.bound(request), initial=start)
    words = {
        "title": _("Send for approval"),
        "text": _("Nobody who began, last changed or sent this text can approve it."),
    }
    done = _("The text waits for approval.")
    return pages.act(request, policy, form, lifecycle.propose, done, **words)


@permission(_READ)
def send_back_text(request, school, code):
    """Give the text back to those who write it."""
    policy = _kept(request, code)
    form = ReasonForm(pages.bound(request), button=_("Send back"))
    words = {"title": _("Send the text back")}
    return pages.act(
        request, policy, form, lifecycle.send_back, _("The text is sent back."), **words
    )


@permission(_APPROVE)
def approve_text(request, school, code):
    """Approve the text that this page shows, with what people said of it."""
    policy = pages.find_policy(request, code)
    draft = pages.find_draft(policy)
    start = {
        "revision": draft.revision,
        "body": policy.body,
        "on": schools.local_today(request.school),
        "how": How.MEETING,
    }
    form = ApproveForm(pages.bound(request), initial=start)
    words = {"title": _("Approve the policy"), "draft": draft, "lead": draft.comment}
    words |= {"sections": pages.as_drafted(draft.text, request.school)}
    words |= pages.shown_consultation(request, queries.consultation_of(draft))
    done = _("The policy is approved. It can be published.")
    return pages.act(request, policy, form, lifecycle.approve, done, **words)


@permission(_READ)
def reopen_text(request, school, code):
    """Take the approval back, so that the text can be changed."""
    policy = _kept(request, code)
    form = ReasonForm(pages.bound(request), button=_("Take the approval back"), danger=True)
    words = {
        "title": _("Take the approval back"),
        "text": _("The text can then be changed, and has to be approved once more."),
    }
    return pages.act(
        request, policy, form, lifecycle.reopen, _("The text can be changed again."), **words
    )


@permission(_WRITE)
def publish_policy(request, school, code):
    """Make the next revision of the approved text."""
    policy = pages.find_policy(request, code)
    usual = lifecycle.after(policy, schools.local_today(request.school))
    draft = queries.draft_of(policy)
    offered = hooks.renewable(policy) if draft is not None and draft.material else {}
    start = {"next_review_on": usual}
    form = PublishForm(pages.bound(request), initial=start, offered=offered)
    words = {
        "title": _("Publish the policy"),
        "text": _(
            "A revision that is published is never changed. Its tables are fixed as they "
            "are in force today."
        ),
    }
    return pages.act(
        request, policy, form, lifecycle.publish, _("The policy is published."), **words
    )


@permission(_WRITE)
def publish_anew(request, school, code):
    """Make a revision of the same words with the tables that are in force now."""
    policy = pages.find_policy(request, code)
    words = {
        "title": _("Publish anew with the changed tables"),
        "text": _("The words stay as they were approved. The tables were approved by themselves."),
    }
    form = PressForm(pages.bound(request))
    done = _("The policy is published anew.")
    return pages.act(request, policy, form, lifecycle.publish_anew, done, **words)


@permission(_READ)
def open_review(request, school, code):
    """Put a published policy under review."""
    policy = _kept(request, code)
    label = _("Why it is reviewed now")
    form = ReasonForm(pages.bound(request), button=_("Open the review"), label=label)
    words = {
        "title": _("Open the review"),
        "text": _("The published revision stays in force meanwhile."),
    }
    return pages.act(
        request, policy, form, lifecycle.open_review, _("The review is open."), **words
    )


@permission(_READ)
def end_review(request, school, code):
    """End a review without a change."""
    policy = _kept(request, code)
    usual = lifecycle.after(policy, schools.local_today(request.school))
    form = EndReviewForm(pages.bound(request), initial={"next_review_on": usual})
    words = {"title": _("End the review without a change")}
    return pages.act(
        request, policy, form, lifecycle.end_review, _("The review has ended."), **words
    )


@permission(_READ)
def withdraw_policy(request, school, code):
    """Put a policy out of force."""
    policy = _kept(request, code)
    form = ReasonForm(pages.bound(request), button=_("Withdraw the policy"), danger=True)
    words = {
        "title": _("Withdraw the policy"),
        "text": _("It is no longer in force and goes to the archive. This cannot be undone."),
    }
    return pages.act(
        request, policy, form, lifecycle.withdraw, _("The policy is withdrawn."), **words
    )
