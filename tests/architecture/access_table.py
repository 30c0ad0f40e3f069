"""The table: for every address of ours, for whom it opens, and what the others are told.

The topics of triage keep their rows in `rows/`, a file each, with the arguments of their addresses.
"""

from tests.architecture import rows
from tests.architecture.row import (
    A_DRAFT,
    CASE,
    CAST,
    DRAFTERS,
    EVERYONE,
    HANDLE,
    KEEP_PEOPLE,
    LEADERS,
    LOG,
    MY_DRAFT,
    MY_PRINT,
    MY_RECEIPT,
    NO_DEMO,
    OPERATORS,
    PUBLIC,
    REPORTS,
    SEE_PEOPLE,
    SETTINGS,
    SIGNED_IN,
    STAFF,
    TAKE_OUT,
    Row,
    of,
)

__all__ = ["CASE", "CAST", "HANDLE", "TABLE"]

TABLE: dict[str, Row] = {
    "start": SIGNED_IN,
    "health": PUBLIC,
    "verify": PUBLIC,
    "keep_alive": SIGNED_IN,
    "resume": SIGNED_IN,
    "operator_jobs": OPERATORS,
    "demo_mail": NO_DEMO,
    "demo_message": NO_DEMO,
    "home": EVERYONE,
    "incidents:new": STAFF,
    "incidents:step": MY_DRAFT,
    "incidents:check": MY_DRAFT,
    "incidents:discard": MY_DRAFT,
    "incidents:receipt": MY_RECEIPT,
    "incidents:mine": EVERYONE,
    "incidents:log": LOG,
    "incidents:log_search": LOG,
    **{f"incidents:log_{name}": TAKE_OUT for name in ("csv", "xlsx", "paper", "print")},
    **{f"incidents:log_pdf{name}": MY_PRINT for name in ("", "_state")},
    "incidents:log_pdf_file": of(hidden="lena dee hari sima"),  # not made yet
    "incidents:types": SETTINGS,
    **{
        f"incidents:{name}": LEADERS
        for name in ("add_type", "change_type", "retire_type", "bring_back_type", "move_type")
    },
    "incidents:record": of("lena dee hari sima", hidden="cora tom olu nat"),
    **{
        f"incidents:{name}": HANDLE
        for name in [
            "acknowledge",
            "start",
            "begin_action",
            "close",
            "reopen",
            "not_incident",
            "merge",
            "handler",
            "summary",
            "correct",
            "add_person",
            "change_person",
            "remove_person",
            "clear",
        ]
    },
    **{
        f"incidents:{name}": of("lena dee hari", hidden="cora sima tom olu nat")
        for name in ("add_note", "add_actions")
    },
    "people:directory": SEE_PEOPLE,
    "people:search": STAFF,
    "people:person": SEE_PEOPLE,
    **{
        f"people:{name}": KEEP_PEOPLE
        for name in [
            "add",
            "add_kind",
            "edit",
            "leave",
            "come_back",
            "guardian_add",
            "guardian_edit",
            "guardian_end",
            "import_upload",
            "import_preview",
            "import_apply",
            "import_drop",
            "import_progress",
        ]
    },
    "schools:settings": SETTINGS,
    "schools:terms": SETTINGS,
    **{
        f"schools:{name}": LEADERS
        for name in [
            "details",
            "add_term",
            "edit_term",
            "remove_term",
            "add_closure",
            "edit_closure",
            "remove_closure",
            "members",
            "find_members",
            "add_member",
            "member",
            "invite_again",
            "give_role",
            "take_role",
            "leave",
            "reopen",
        ]
    },
    "audit:log": LEADERS,
    "reports:reports": REPORTS,
    "reports:start": DRAFTERS,
    "reports:start_annex": of("hari cora"),
    **{f"reports:{name}": A_DRAFT for name in ("report", "words", "build")},
    "reports:progress": of(hidden="lena dee hari sima gwen cora"),  # nothing is being built
    "reports:download": of(hidden="lena dee hari sima gwen cora"),
    "reports:propose": DRAFTERS,
    "reports:approve": of("hari"),
    "reports:finish": of(hidden="hari cora"),
    "reports:send_back": A_DRAFT,
    "reports:publish": DRAFTERS,
    "policies:rules": EVERYONE,
    "policies:rule_table": EVERYONE,
    "policies:rule_table_csv": EVERYONE,
    "aup:agreements": EVERYONE,
    "aup:agreement": EVERYONE,
    **rows.table(),
}
