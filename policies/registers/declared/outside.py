"""What leads out of the school, and who comes in: accounts, conferences, guests."""

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.groups import (
    EVERY_STAFF_ROLE,
    LEADERS,
    LEADS,
    OVERSEERS,
    TECHNICIANS,
)
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
    usual_moves,
    usual_states,
)

_KEEPERS = LEADERS | LEADS | roles(Role.OFFICE)

SOCIAL_MEDIA = register(
    Register(
        code="social-media",
        prefix="SOC",
        title=_("School social media accounts"),
        about=_("Every account that speaks for the school, who answers for it and who agreed."),
        fields=(
            Field("name", Kind.LINE, _("Name of the account"), needed=True, listed=True),
            Field("service", Kind.LINE, _("Service"), needed=True, listed=True),
            Field("address", Kind.ADDRESS, _("Address"), needed=True),
            Field("purpose", Kind.WORDS, _("What it is for, and for whom"), needed=True),
            Field("owner", Kind.MEMBER, _("Who answers for it"), needed=True, listed=True),
            Field("also", Kind.LINE, _("Who else can write there")),
            Field("agreed_by", Kind.MEMBER, _("Agreed by"), needed=True),
            Field("agreed_on", Kind.DAY, _("Agreed on"), needed=True, past=True),
            Field("images", Kind.YES_NO, _("Shows pictures of pupils"), needed=True, counted=True),
            Field("review_on", Kind.DAY, _("Next review by"), needed=True, listed=True),
        ),
        states=usual_states(_("In use")),
        moves=usual_moves(_KEEPERS),
        read_by=OVERSEERS | roles(Role.OFFICE, Role.STAFF, Role.HEAD_OF_YEAR) | TECHNICIANS,
        kept_by=_KEEPERS,
        due="review_on",
        reminders=Reminders(before=(30, 7, 0), who=LEADS),
    )
)  # fmt: skip

CONFERENCES = register(
    Register(
        code="video-conferences",
        prefix="VID",
        title=_("Video conferences"),
        about=_(
            "Video conferences with people beyond the school: who takes part, who approved it, and "
            "whether parents agreed."
        ),
        fields=(
            Field("held_on", Kind.DAY, _("Day"), needed=True, listed=True),
            Field("with_whom", Kind.LINE, _("With whom"), needed=True, listed=True),
            Field("service", Kind.LINE, _("Service used"), needed=True),
            Field("group", Kind.LINE, _("Class or group"), needed=True, listed=True),
            Field("purpose", Kind.WORDS, _("What it is for"), needed=True),
            Field("supervised_by", Kind.MEMBER, _("Supervised by"), needed=True),
            Field("recorded", Kind.YES_NO, _("It will be recorded"), needed=True),
            Field("consent", Kind.CHOICE, _("Parents’ consent"), needed=True, counted=True,
                  choices=(("all", _("Given for every pupil")),
                           ("some", _("Not given for some, who do not take part")),
                           ("not_needed", _("No pupil takes part")))),
        ),
        states=(
            State("asked", _("Waiting for approval"), "blue"),
            State("approved", _("Approved"), "green", may_change=False),
            State("refused", _("Refused"), "red", is_open=False, may_change=False),
            State("over", _("Over"), is_open=False, may_change=False),
            State("withdrawn", _("Withdrawn"), is_open=False, may_change=False),
        ),
        moves=(
            Move("approve", _("Approve it"), _("Approved"), ("asked",), "approved",
                 OVERSEERS | roles(Role.HEAD_OF_YEAR), apart=True, approves=True,
                 tells_maker=True),
            Move("refuse", _("Refuse it"), _("Refused"), ("asked",), "refused",
                 OVERSEERS | roles(Role.HEAD_OF_YEAR), needs_reason=True, tells_maker=True),
            Move("withdraw", _("Withdraw it"), _("Withdrawn"), ("asked", "approved"), "withdrawn",
                 maker=True, needs_reason=True),
        ),
        read_by=OVERSEERS | TECHNICIANS | roles(Role.HEAD_OF_YEAR),
        kept_by=roles(),
        asked_by=EVERY_STAFF_ROLE,
        tells=OVERSEERS | roles(Role.HEAD_OF_YEAR),
        starts="held_on",
        ends="held_on",
        ending=Ending(("asked", "approved"), "over", _("The day is over")),
        reminders=Reminders(before=(1,), weekly=False, maker=True),
    )
)  # fmt: skip

GUESTS = register(
    Register(
        code="guests",
        prefix="GST",
        title=_("Guests and external users"),
        about=_(
            "Access for a time for people who do not belong to the school. Somebody here answers "
            "for each of them, and it ends by itself."
        ),
        fields=(
            Field("name", Kind.PERSON, _("Name"), needed=True, listed=True, free=True),
            Field("from_where", Kind.LINE, _("Organisation")),
            Field("what", Kind.LINE, _("What they may use"), needed=True),
            Field("sponsor", Kind.MEMBER, _("Who answers for them"), needed=True, listed=True),
            Field("from_day", Kind.DAY, _("From"), needed=True),
            Field("until_day", Kind.DAY, _("Until"), needed=True, listed=True,
                  from_day="from_day"),
            Field("signed", Kind.YES_NO, _("Agreement signed"), needed=True, listed=True,
                  counted=True),
            Field("signed_on", Kind.DAY, _("Signed on"), past=True),
            Field("removed_on", Kind.DAY, _("Access removed on"), later=True, needed=True,
                  past=True),
        ),
        states=(
            State("open", _("Has access"), "green"),
            State("ended", _("Ended, access to be removed"), "orange", may_change=False),
            State("removed", _("Access removed"), is_open=False, may_change=False),
            State("withdrawn", _("Entered by mistake"), is_open=False, may_change=False),
        ),
        moves=(
            Move("end", _("End it now"), _("Ended before the day"), ("open",), "ended",
                 _KEEPERS | TECHNICIANS, needs_reason=True, tells=TECHNICIANS),
            Move("remove", _("Record that access is removed"), _("Access removed"),
                 ("open", "ended"), "removed", _KEEPERS | TECHNICIANS, asks=("removed_on",)),
            Move("withdraw", _("Withdraw it"), _("Withdrawn"), ("open",), "withdrawn",
                 _KEEPERS | TECHNICIANS, needs_reason=True),
        ),
        read_by=OVERSEERS | TECHNICIANS | roles(Role.OFFICE),
        kept_by=_KEEPERS | TECHNICIANS,
        starts="from_day",
        ends="until_day",
        ending=Ending(("open",), "ended", _("Ended by itself"), tells=TECHNICIANS),
        reminders=Reminders(before=(1, 0), weekly=True, who=TECHNICIANS),
    )
)  # fmt: skip
