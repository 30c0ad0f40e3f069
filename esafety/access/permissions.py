"""Every right a role can carry. A view names exactly one of these."""

from enum import StrEnum


class Permission(StrEnum):
    """A right of a role inside one school. Rights over one case are decided case by case."""

    HOME = "home"
    NOTICES = "notices"
    INCIDENT_REPORT = "incident.report"
    INCIDENT_LOG = "incident.log"
    INCIDENT_TRIAGE = "incident.triage"
    INCIDENT_EXPORT = "incident.export"
    INCIDENT_CASE = "incident.case"
    INCIDENT_KEEP_OUT = "incident.keep_out"
    INCIDENT_STAFF = "incident.staff"
    INCIDENT_PROTECT = "incident.protect"
    TASK_ANSWER = "task.answer"
    PEOPLE_SEARCH = "people.search"
    PEOPLE_VIEW = "people.view"
    PEOPLE_MANAGE = "people.manage"
    MEMBERS_MANAGE = "members.manage"
    SETTINGS_VIEW = "settings.view"
    SETTINGS_MANAGE = "settings.manage"
    AUDIT_VIEW = "audit.view"
    REPORT_READ = "report.read"
    REPORT_DRAFT = "report.draft"
    REPORT_APPROVE = "report.approve"
    REPORT_ANNEX = "report.annex"
    POLICY_READ = "policy.read"
    AGREEMENT_SIGN = "agreement.sign"
    AGREEMENT_MANAGE = "agreement.manage"
    AGREEMENT_COVERAGE = "agreement.coverage"
    AGREEMENT_WITNESS = "agreement.witness"
    AGREEMENT_WRITE = "agreement.write"
    ACCESS_LIST = "access.list"
    IMAGE_LIST = "image.list"
    IMAGE_MANAGE = "image.manage"
    POLICY_WRITE = "policy.write"
    POLICY_APPROVE = "policy.approve"
    POLICY_ACKNOWLEDGE = "policy.acknowledge"
    POLICY_COVERAGE = "policy.coverage"
    PLANNER = "planner"
    REGISTERS = "registers"
    TRAINING = "training"
    TRAINING_KEEP = "training.keep"
    SURVEY_MANAGE = "survey.manage"
    MEETING_ATTEND = "meeting.attend"
    MEETING_KEEP = "meeting.keep"
    GUIDANCE_KEEP = "guidance.keep"
    RULES_MANAGE = "rules.manage"
    RULES_APPROVE = "rules.approve"


# Whoever holds one of these can open incidents, so they need a second factor to sign in.
OPENS_INCIDENTS = frozenset({Permission.INCIDENT_LOG, Permission.REPORT_ANNEX})
# Pages behind these open an incident to members who mostly have none: the second factor is asked
# on the page, not at every sign-in.
OPENS_A_CASE = frozenset({Permission.INCIDENT_CASE})
