"""Reading somebody's messages or files: seen by the head and the chair, and never by the person."""

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.shape import (
    Ending,
    Field,
    Kind,
    Move,
    Register,
    Reminders,
    State,
    register,
    roles,
)

_HEAD, _CHAIR = roles(Role.HEAD), roles(Role.CHAIR)

MONITORING = register(
    Register(
        code="monitoring-of-a-person",
        prefix="MON",
        title=_("Monitoring of a person"),
        about=_(
            "Reading somebody’s messages or files is the last resort. It is asked for in writing, "
            "approved by the chair of governors (by the head, where the chair asks), limited "
            "in scope and in time, and its outcome is recorded. Only the headteacher and the chair "
            "see this, and never the person."
        ),
        fields=(
            Field("who", Kind.PERSON, _("Whose messages or files"), needed=True, listed=True),
            Field("grounds", Kind.WORDS, _("Grounds"), needed=True),
            Field("assessment", Kind.WORDS, _("Assessment"), needed=True,
                  hint=_("Why it is needed and in proportion, what else was tried, and the effect "
                         "on the person and on others.")),
            Field("scope", Kind.WORDS, _("Scope: which accounts, devices and words"), needed=True),
            Field("from_day", Kind.DAY, _("From"), needed=True, listed=True),
            Field("until_day", Kind.DAY, _("Until"), needed=True, listed=True,
                  from_day="from_day"),
            Field("hr", Kind.LINE, _("Consulted: personnel"), needed=True,
                  hint=_("Who, when and what they said.")),
            Field("it", Kind.LINE, _("Consulted: technical support"), needed=True),
            Field("audit", Kind.LINE, _("Consulted: audit"), needed=True),
            Field("carried_out_by", Kind.MEMBER, _("Who will do it"), needed=True),
            Field("outcome", Kind.WORDS, _("Outcome"), later=True, needed=True),
            Field("told", Kind.WORDS, _("Whether and when the person was told"), later=True,
                  needed=True),
        ),
        states=(
            State("asked", _("Waiting for approval"), "blue"),
            State("approved", _("Approved"), "yellow", may_change=False),
            State("over", _("Over, outcome to be recorded"), "orange", may_change=False),
            State("closed", _("Closed"), is_open=False, may_change=False),
            State("refused", _("Refused"), "red", is_open=False, may_change=False),
            State("withdrawn", _("Withdrawn"), is_open=False, may_change=False),
        ),
        moves=(
            Move("approve", _("Approve it"), _("Approved"), ("asked",), "approved",
                 _HEAD | _CHAIR, apart=True, across=_HEAD, approves=True, tells_maker=True),
            Move("refuse", _("Refuse it"), _("Refused"), ("asked",), "refused",
                 _HEAD | _CHAIR, apart=True, across=_HEAD, needs_reason=True, tells_maker=True),
            Move("stop", _("Stop it before its day"), _("Stopped"), ("approved",), "over",
                 _HEAD | _CHAIR, needs_reason=True),
            Move("close", _("Record the outcome"), _("Outcome recorded"), ("over",), "closed",
                 _HEAD | _CHAIR, asks=("outcome", "told"), tells=_CHAIR),
            Move("withdraw", _("Withdraw it"), _("Withdrawn"), ("asked",), "withdrawn",
                 _HEAD | _CHAIR, needs_reason=True),
        ),
        read_by=_HEAD | _CHAIR,
        kept_by=_HEAD | _CHAIR,
        tells=_HEAD | _CHAIR,
        starts="from_day",
        ends="until_day",
        subject="who",
        secret=True,
        ending=Ending(("approved",), "over", _("Ended by itself")),
        reminders=Reminders(before=(7, 1), who=_HEAD | _CHAIR),
        stand_ins=("vice_chair", "deputy_head"),
    )
)  # fmt: skip
