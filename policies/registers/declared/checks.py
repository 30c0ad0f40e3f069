"""Filtering and monitoring: the checks, the yearly review, the weekly reports."""

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.groups import (
    A_YEAR,
    LEADERS,
    LEADS,
    OVERSEERS,
    SAFEGUARDING,
    TECHNICIANS,
)
from policies.registers.declared.shape import (
    Field,
    Kind,
    Register,
    Reminders,
    register,
    roles,
    usual_moves,
    usual_states,
)

_TECHNICAL = LEADS | SAFEGUARDING | TECHNICIANS
_RESULTS = (
    ("works", _("Works as it should")),
    ("partly", _("Works in part")),
    ("fails", _("Fails")),
)
_STATES = usual_states(_("Next one to come"), _("Followed by the next"))

FILTERING_CHECKS = register(
    Register(
        code="filtering-checks",
        prefix="CHK",
        title=_("Filtering checks"),
        about=_(
            "Short tests that filtering and monitoring work: on which devices, as whom, and what "
            "came of it. Close a check once the next one is done."
        ),
        fields=(
            Field("checked_on", Kind.DAY, _("Checked on"), needed=True, listed=True, past=True),
            Field("checked_by", Kind.MEMBER, _("Checked by"), needed=True, listed=True),
            Field("where", Kind.LINE, _("Devices and accounts tried"), needed=True, listed=True,
                  hint=_("For example a pupil’s laptop, the staff network, a guest’s telephone.")),
            Field("result", Kind.CHOICE, _("Result"), needed=True, listed=True, counted=True,
                  choices=_RESULTS),
            Field("found", Kind.WORDS, _("What was found, and what was done")),
            Field("next_on", Kind.DAY, _("Next check by"), from_day="checked_on"),
        ),
        states=_STATES,
        moves=usual_moves(_TECHNICAL, close=_("The next one is done")),
        read_by=OVERSEERS | TECHNICIANS,
        kept_by=_TECHNICAL,
        due="next_on",
        reminders=Reminders(before=(7, 0), who=LEADS | TECHNICIANS),
    )
)  # fmt: skip

FILTERING_REVIEWS = register(
    Register(
        code="filtering-reviews",
        prefix="REV",
        title=_("Yearly reviews of filtering and monitoring"),
        about=_(
            "Once a year, and when something changes: a senior leader, the safeguarding lead, "
            "technical support and a governor look at filtering and monitoring together."
        ),
        fields=(
            Field("reviewed_on", Kind.DAY, _("Reviewed on"), needed=True, listed=True, past=True),
            Field("why", Kind.CHOICE, _("Why now"), needed=True, listed=True, counted=True,
                  choices=(("yearly", _("The yearly review")), ("risk", _("A new risk")),
                           ("working", _("A new way of working")),
                           ("technology", _("New technology")))),
            Field("leader", Kind.MEMBER, _("Senior leader"), needed=True, listed=True),
            Field("dsl", Kind.MEMBER, _("Designated safeguarding lead"), needed=True),
            Field("it", Kind.MEMBER, _("Technical support"), needed=True),
            Field("governor", Kind.PERSON, _("Governor"), needed=True, people=("governor",)),
            Field("risks", Kind.WORDS, _("Pupils’ risks that were looked at"), needed=True),
            Field("found", Kind.WORDS, _("What was found"), needed=True),
            Field("actions", Kind.WORDS, _("What will be done, by whom and when"), needed=True),
            Field("next_on", Kind.DAY, _("Next review by"), needed=True, listed=True,
                  from_day="reviewed_on", within=A_YEAR),
        ),
        states=_STATES,
        moves=usual_moves(LEADERS | LEADS | SAFEGUARDING, close=_("The next one is done")),
        read_by=OVERSEERS | TECHNICIANS | roles(Role.CHAIR),
        kept_by=OVERSEERS,
        due="next_on",
        reminders=Reminders(before=(90, 30, 7, 0), who=LEADERS | LEADS | SAFEGUARDING),
    )
)  # fmt: skip

MONITORING_REPORTS = register(
    Register(
        code="monitoring-reports",
        prefix="WKM",
        title=_("Weekly monitoring reports"),
        about=_(
            "Each week of term somebody reads the monitoring report and signs it off here. Weeks "
            "without an entry are shown as missing."
        ),
        fields=(
            Field("week", Kind.DAY, _("Week beginning"), needed=True, listed=True, past=True,
                  hint=_("Any day of the week will do.")),
            Field("read_by", Kind.MEMBER, _("Report read by"), needed=True, listed=True),
            Field("outcome", Kind.CHOICE, _("What it showed"), needed=True, listed=True,
                  counted=True,
                  choices=(("nothing", _("Nothing to follow up")),
                           ("followed", _("Followed up")),
                           ("reported", _("Reported as incidents")),
                           ("no_report", _("No report came")))),
            Field("words", Kind.WORDS, _("What was done"),
                  hint=_("No names here: report an incident for that.")),
        ),
        states=usual_states(_("Signed off")),
        moves=usual_moves(SAFEGUARDING | LEADS)[2:],
        read_by=OVERSEERS | TECHNICIANS,
        kept_by=SAFEGUARDING | LEADS,
        weekly="week",
        reminders=Reminders(before=(), weekly=True, who=SAFEGUARDING | LEADS),
    )
)  # fmt: skip
