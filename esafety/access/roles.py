"""The roles of a school, as code: what each is called, and what it may do (spec/roles.md)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.permissions import Permission as P


class Role(StrEnum):
    STAFF = "staff"
    HEAD_OF_YEAR = "head_of_year"
    TECHNICAL_SUPPORT = "technical_support"
    LEAD = "lead"
    DEPUTY_LEAD = "deputy_lead"
    DSL = "dsl"
    DEPUTY_DSL = "deputy_dsl"
    HEAD = "head"
    SENIOR_LEADER = "senior_leader"
    GOVERNOR = "governor"
    ESAFETY_GOVERNOR = "esafety_governor"
    CHAIR = "chair"
    OFFICE = "office"
    PUPIL = "pupil"


@dataclass(frozen=True)
class RoleSpec:
    """One role: its name and meaning for people, and its permissions."""

    label: str | Promise
    description: str | Promise
    permissions: frozenset[P]


_PUPIL = frozenset({P.HOME, P.POLICY_READ, P.AGREEMENT_SIGN})
_EVERYONE = _PUPIL | {P.NOTICES}
_ACKNOWLEDGES = {P.POLICY_ACKNOWLEDGE, P.PLANNER, P.TRAINING}
_KEEPS_POLICIES = {P.POLICY_WRITE, P.POLICY_COVERAGE, P.MEETING_ATTEND, P.TRAINING_KEEP}
_STAFF = (
    _EVERYONE
    | _ACKNOWLEDGES
    | {
        P.REGISTERS,
        P.INCIDENT_REPORT,
        P.PEOPLE_SEARCH,
        P.INCIDENT_CASE,
        P.TASK_ANSWER,
        P.AGREEMENT_WITNESS,
        P.IMAGE_LIST,
    }
)
_LOG = _STAFF | {P.INCIDENT_LOG, P.INCIDENT_EXPORT, P.PEOPLE_VIEW, P.REPORT_READ, P.SETTINGS_VIEW}
_TRIAGE = _LOG | {P.INCIDENT_TRIAGE, P.REPORT_DRAFT}
_LEAD = (
    _TRIAGE
    | _KEEPS_POLICIES
    | {
        P.SURVEY_MANAGE,
        P.MEETING_KEEP,
        P.GUIDANCE_KEEP,
        P.AUDIT_VIEW,
        P.MEMBERS_MANAGE,
        P.SETTINGS_MANAGE,
        P.PEOPLE_MANAGE,
        P.INCIDENT_KEEP_OUT,
        P.RULES_MANAGE,
        P.AGREEMENT_MANAGE,
        P.AGREEMENT_COVERAGE,
        P.AGREEMENT_WRITE,
        P.ACCESS_LIST,
        P.IMAGE_MANAGE,
    }
)
_DSL = _TRIAGE | _KEEPS_POLICIES | {P.INCIDENT_PROTECT, P.GUIDANCE_KEEP}
_HEAD = _LEAD | {
    P.POLICY_APPROVE,
    P.REPORT_APPROVE,
    P.REPORT_ANNEX,
    P.INCIDENT_STAFF,
    P.RULES_APPROVE,
}
_FOR_THE_HEAD = {
    P.INCIDENT_LOG,
    P.INCIDENT_CASE,
    P.INCIDENT_TRIAGE,
    P.INCIDENT_KEEP_OUT,
    P.INCIDENT_STAFF,
    P.TASK_ANSWER,
    P.REPORT_ANNEX,
}
_GOVERNOR = _EVERYONE | _ACKNOWLEDGES | {P.REPORT_READ}

ROLES: dict[Role, RoleSpec] = {
    Role.STAFF: RoleSpec(
        _("Staff"),
        _("Files a report and follows its status. Reads policies and agreements."),
        _STAFF,
    ),
    Role.HEAD_OF_YEAR: RoleSpec(
        _("Head of year or line manager"),
        _("As staff, and the incidents referred to them."),
        _STAFF,
    ),
    Role.TECHNICAL_SUPPORT: RoleSpec(
        _("Technical support"),
        _("As staff, and the technical part of incidents referred to them."),
        _STAFF | {P.ACCESS_LIST},
    ),
    Role.LEAD: RoleSpec(
        _("eSafety lead"),
        _("The whole log, triage, records, settings and the drafting of reports."),
        _LEAD,
    ),
    Role.DEPUTY_LEAD: RoleSpec(_("Deputy eSafety lead"), _("The same as the eSafety lead."), _LEAD),
    Role.DSL: RoleSpec(
        _("Designated safeguarding lead"),
        _("As the lead, and every incident marked child protection."),
        _DSL,
    ),
    Role.DEPUTY_DSL: RoleSpec(
        _("Deputy designated safeguarding lead"), _("The same as the DSL."), _DSL
    ),
    Role.HEAD: RoleSpec(
        _("Headteacher"),
        _("The log, reviews, members and settings, and the approval of reports."),
        _HEAD,
    ),
    Role.SENIOR_LEADER: RoleSpec(
        _("Senior leader"),
        _("Reads the log, takes part in reviews and approves the school's rules."),
        _LOG | _KEEPS_POLICIES | {P.RULES_APPROVE, P.AGREEMENT_COVERAGE},
    ),
    Role.GOVERNOR: RoleSpec(
        _("Governor"), _("Published reports and policies. No names and no incident."), _GOVERNOR
    ),
    Role.ESAFETY_GOVERNOR: RoleSpec(
        _("eSafety governor"),
        _("As governor, and the review meetings."),
        _GOVERNOR | {P.MEETING_ATTEND},
    ),
    Role.CHAIR: RoleSpec(
        _("Chair of governors"),
        _("As governor. Alone handles reports about the headteacher."),
        _GOVERNOR | _FOR_THE_HEAD | {P.POLICY_APPROVE, P.REGISTERS, P.MEETING_ATTEND},
    ),
    Role.OFFICE: RoleSpec(
        _("School office"),
        _("Keeps people up to date and asks them to sign the agreements. No incident."),
        _STAFF
        | {P.PEOPLE_VIEW, P.PEOPLE_MANAGE, P.ACCESS_LIST}
        | {P.AGREEMENT_MANAGE, P.AGREEMENT_COVERAGE, P.IMAGE_MANAGE}
        | {P.TRAINING_KEEP, P.POLICY_COVERAGE},
    ),
    Role.PUPIL: RoleSpec(
        _("Pupil"),
        _("Reads and signs their own agreement. Nothing else, and no other role beside it."),
        _PUPIL,
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """The union of what the given roles may do."""
    return frozenset().union(*(ROLES[role].permissions for role in roles)) if roles else frozenset()
