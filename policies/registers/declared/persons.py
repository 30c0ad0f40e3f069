"""Who is responsible for what; whose access is looked at, and whose has ended."""

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.groups import (
    A_YEAR,
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

_KEEPERS = LEADERS | LEADS

RESPONSIBILITIES = (
    ("lead", _("Online safety lead")),
    ("dsl", _("Designated safeguarding lead")),
    ("deputy_dsl", _("Deputy designated safeguarding lead")),
    ("deputy_head", _("Deputy headteacher")),
    ("vice_chair", _("Vice chair of governors")),
    ("siro", _("Senior information risk owner")),
    ("filtering_leader", _("Filtering and monitoring: senior leader")),
    ("filtering_governor", _("Filtering and monitoring: governor")),
    ("safeguarding_governor", _("Safeguarding governor")),
    ("dpo", _("Data protection officer")),
    ("technical", _("Technical support")),
    ("curriculum", _("Online safety in lessons")),
    ("social_media", _("School social media")),
    ("lado", _("Local authority designated officer")),
)

RESPONSIBLE = register(
    Register(
        code="responsible-persons",
        prefix="RSP",
        title=_("Responsible persons"),
        about=_(
            "Who holds each named responsibility, from when to when, and how to reach them. Pages "
            "that say “tell ...” take the name from here."
        ),
        fields=(
            Field("responsibility", Kind.CHOICE, _("Responsibility"), needed=True, listed=True,
                  choices=RESPONSIBILITIES),
            Field("holder", Kind.PERSON, _("Who holds it"), needed=True, listed=True, free=True,
                  hint=_("Somebody of the directory, or the name of somebody outside the school.")),
            Field("contact", Kind.LINE, _("How to reach them"), listed=True,
                  hint=_("For example a room and an extension.")),
            Field("from_day", Kind.DAY, _("From"), needed=True),
            Field("until_day", Kind.DAY, _("Until"), listed=True, from_day="from_day"),
        ),
        states=usual_states(_("Holds it"), _("Held it")),
        moves=usual_moves(_KEEPERS),
        read_by=EVERY_STAFF_ROLE | roles(Role.CHAIR),
        kept_by=_KEEPERS,
        starts="from_day",
        ends="until_day",
        ending=Ending(("open",), "closed", _("Ended by itself"), tells=LEADS),
        reminders=Reminders(before=(30, 7), weekly=False, who=LEADS),
    )
)  # fmt: skip

ACCESS_REVIEWS = register(
    Register(
        code="access-reviews",
        prefix="ACR",
        title=_("Reviews of access rights"),
        about=_(
            "Once a year: who can open what, whether they still need it, and what was taken away."
        ),
        fields=(
            Field("system", Kind.LINE, _("System or share"), needed=True, listed=True),
            Field("reviewed_on", Kind.DAY, _("Reviewed on"), needed=True, listed=True, past=True),
            Field("reviewed_by", Kind.MEMBER, _("Reviewed by"), needed=True, listed=True),
            Field("checked", Kind.LINE, _("How many accounts were looked at")),
            Field("found", Kind.WORDS, _("What was found and taken away"), needed=True),
            Field("next_on", Kind.DAY, _("Next review by"), needed=True, listed=True,
                  from_day="reviewed_on", within=A_YEAR),
        ),
        states=usual_states(_("Next one to come"), _("Followed by the next")),
        moves=usual_moves(_KEEPERS | TECHNICIANS, close=_("The next one is done")),
        read_by=OVERSEERS | TECHNICIANS,
        kept_by=_KEEPERS | TECHNICIANS,
        due="next_on",
        reminders=Reminders(before=(30, 7, 0), who=LEADS | TECHNICIANS),
    )
)  # fmt: skip

LEAVERS = register(
    Register(
        code="leavers",
        prefix="LVR",
        title=_("Accounts of leavers"),
        about=_(
            "Everybody who leaves comes here by themselves, out of the directory and the members. "
            "Their access has to be removed within one month."
        ),
        fields=(
            Field("who", Kind.PERSON, _("Who left"), needed=True, listed=True, free=True),
            Field("left_on", Kind.DAY, _("Left on"), needed=True, listed=True),
            Field("remove_by", Kind.DAY, _("Access to be removed by"), needed=True, listed=True,
                  from_day="left_on"),
            Field("note", Kind.WORDS, _("Note")),
            Field("removed_on", Kind.DAY, _("Access removed on"), later=True, needed=True,
                  past=True),
            Field("removed_by", Kind.MEMBER, _("Removed by"), later=True, needed=True),
            Field("accounts", Kind.WORDS, _("Which accounts, and what became of the files"),
                  later=True),
        ),
        states=(
            State("open", _("Access to be removed"), "yellow"),
            State("removed", _("Access removed"), "green", is_open=False, may_change=False),
            State("none", _("Had no access"), is_open=False, may_change=False),
            State("withdrawn", _("Did not leave"), is_open=False, may_change=False),
        ),
        moves=(
            Move("remove", _("Record that access is removed"), _("Access removed"), ("open",),
                 "removed", _KEEPERS | TECHNICIANS | roles(Role.OFFICE), many=True,
                 asks=("removed_on", "removed_by", "accounts")),
            Move("none", _("They had no access"), _("Had no access"), ("open",), "none",
                 _KEEPERS | TECHNICIANS | roles(Role.OFFICE), many=True),
            Move("withdraw", _("They did not leave"), _("Did not leave"), ("open",), "withdrawn",
                 _KEEPERS | TECHNICIANS | roles(Role.OFFICE), needs_reason=True),
        ),
        read_by=LEADERS | LEADS | TECHNICIANS | roles(Role.OFFICE),
        kept_by=_KEEPERS | TECHNICIANS | roles(Role.OFFICE),
        subject="who",
        due="remove_by",
        done_on="removed_on",
        reminders=Reminders(before=(7,), who=TECHNICIANS | LEADS, together=True),
    )
)  # fmt: skip
