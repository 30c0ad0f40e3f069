"""Changes of filtering: asked for by one, agreed to by another, made by technical support."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.groups import EVERY_STAFF_ROLE, LEADERS, OVERSEERS, TECHNICIANS
from policies.registers.declared.shape import (
    Ending,
    Field,
    Kind,
    Move,
    Register,
    Reminders,
    State,
    Values,
    register,
    roles,
)

SHORT_DAYS = 14
"""A change that ends within so many days is short; every other one is lasting."""

REVIEW_DAYS = 90
"""The committee looks at a lasting change every so many days: about once a term."""

_SHORT_APPROVERS = LEADERS | roles(Role.HEAD_OF_YEAR)
_COMMITTEE = OVERSEERS
_WANTED = ("asked", "agreed", "approved", "done")


def is_short(values: Values) -> bool:
    """Whether it ends within SHORT_DAYS days, the first and the last counted."""
    first, last = values.get("from_day"), values.get("until_day")
    if not first or not last:
        return False
    return (date.fromisoformat(last) - date.fromisoformat(first)).days < SHORT_DAYS


def is_lasting(values: Values) -> bool:
    return not is_short(values)


def review_day(values: Values) -> date | None:
    """By when the committee looks at a lasting change that is made: REVIEW_DAYS after it was made,
    and after each review. None for a short one, which ends by itself."""
    if is_short(values) or not values.get("made_on"):
        return None
    last = max(values["made_on"], values.get("meeting_on", ""))
    return date.fromisoformat(last) + timedelta(days=REVIEW_DAYS)


FILTERING_CHANGES = register(
    Register(
        code="filtering-changes",
        prefix="FIL",
        title=_("Filtering changes"),
        about=_(
            "Ask for a site to be unblocked, or for filtering to be switched off. Nobody can do "
            "this alone: somebody else agrees to it, a lasting change needs two others, and "
            "technical support makes it. It ends by itself on its last day. The committee "
            "reviews a lasting one every 90 days."
        ),
        fields=(
            Field(
                "what", Kind.CHOICE, _("What is asked for"), needed=True, counted=True,
                choices=(
                    ("unblock", _("Unblock a site")),
                    ("block", _("Block a site")),
                    ("off", _("Switch filtering off")),
                ),
            ),
            Field("site", Kind.ADDRESS, _("Site or category"), needed=True, listed=True,
                  hint=_("The address as text, or “everything” for filtering as a whole.")),
            Field("for_whom", Kind.LINE, _("For whom"), needed=True, listed=True,
                  hint=_("A class, a group or devices. Name a pupil only if you must.")),
            Field("from_day", Kind.DAY, _("From"), needed=True),
            Field("until_day", Kind.DAY, _("Until"), from_day="from_day", listed=True,
                  hint=_("The last day. Without one, or after more than 14 days, it is a lasting "
                         "change and needs two approvals.")),
            Field("reason", Kind.WORDS, _("Reason"), needed=True),
            Field("made_on", Kind.DAY, _("Made on"), later=True, needed=True, past=True),
            Field("made_how", Kind.WORDS, _("What was changed"), later=True, needed=True),
            Field("meeting_on", Kind.DAY, _("Reviewed on"), later=True, needed=True, past=True),
        ),
        states=(
            State("asked", _("Asked for"), "blue"),
            State("agreed", _("One approval of two"), "blue", may_change=False),
            State("approved", _("Approved, to be made"), "yellow", may_change=False),
            State("done", _("In force"), "green", may_change=False),
            State("ended", _("Ended, to be reviewed"), "orange", is_open=False, may_change=False),
            State("reviewed", _("Reviewed"), "grey", is_open=False, may_change=False),
            State("refused", _("Refused"), "red", is_open=False, may_change=False),
            State("withdrawn", _("Withdrawn"), "grey", is_open=False, may_change=False),
        ),
        moves=(
            Move("approve", _("Approve for these days"), _("Approved"), ("asked",), "approved",
                 _SHORT_APPROVERS, apart=True, approves=True, when=is_short, tells=TECHNICIANS,
                 tells_maker=True),
            Move("agree", _("Give the first of two approvals"), _("First approval"), ("asked",),
                 "agreed", LEADERS, apart=True, approves=True, when=is_lasting, tells=LEADERS),
            Move("approve_lasting", _("Give the second approval"), _("Second approval"),
                 ("agreed",), "approved", LEADERS, apart=True, approves=True, when=is_lasting,
                 tells=TECHNICIANS, tells_maker=True),
            Move("refuse", _("Refuse it"), _("Refused"), ("asked", "agreed"), "refused",
                 _SHORT_APPROVERS, needs_reason=True, tells_maker=True),
            Move("make", _("Record that it is made"), _("Made"), ("approved",), "done",
                 TECHNICIANS, asks=("made_on", "made_how"), tells_maker=True),
            Move("end", _("End it now"), _("Ended before its day"), ("done",), "ended",
                 TECHNICIANS | LEADERS, needs_reason=True, tells=TECHNICIANS, tells_maker=True),
            Move("keep", _("Record the committee’s review: it stays"), _("Reviewed: it stays"),
                 ("done",), "done", _COMMITTEE, apart=True, needs_reason=True,
                 asks=("meeting_on",), when=is_lasting),
            Move("review", _("Record the committee’s review"), _("Reviewed by the committee"),
                 ("ended",), "reviewed", _COMMITTEE, needs_reason=True, asks=("meeting_on",)),
            Move("withdraw", _("Withdraw the request"), _("Withdrawn"),
                 ("asked", "agreed", "approved"), "withdrawn", maker=True, needs_reason=True),
        ),
        read_by=OVERSEERS | TECHNICIANS | roles(Role.HEAD_OF_YEAR),
        kept_by=roles(),
        asked_by=EVERY_STAFF_ROLE,
        tells=_SHORT_APPROVERS,
        starts="from_day",
        ends="until_day",
        ending=Ending(_WANTED, "ended", _("Ended by itself"), tells=TECHNICIANS),
        due_rule=review_day,
        reminders=Reminders(before=(14, 7, 0), who=_COMMITTEE),
        end_reminders=Reminders(before=(1,), weekly=False, who=TECHNICIANS, maker=True),
    )
)  # fmt: skip
