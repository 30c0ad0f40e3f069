"""The table: for every address of ours, for whom it opens, and what the others are told.

Three answers are possible besides "opens": "sign in" (nobody is signed in), "no entry" (403: the
role does not reach, whatever is there) and "not there" (404: the row does not exist for them).
"""

from dataclasses import dataclass

CAST = ("lena", "dee", "hari", "sima", "tom", "gwen", "cora", "olu", "nat")


@dataclass(frozen=True)
class Row:
    """For whom an address opens, and for whom its row does not exist; the rest have no entry."""

    opens: frozenset[str] = frozenset(CAST)
    hidden: frozenset[str] = frozenset()
    public: bool = False
    of_a_school: bool = True

    def expected(self, who: str) -> str:
        if who in self.opens:
            return "opens"
        return "not there" if who in self.hidden else "no entry"


def of(*who: str, hidden: str = "") -> Row:
    return Row(frozenset(" ".join(who).split()), frozenset(hidden.split()))


EVERYONE = Row()
STAFF = of("lena dee hari sima tom olu nat")
LOG = of("lena dee hari sima cora")
CASE = of("lena dee hari sima", hidden="cora")
HANDLE = of("lena dee hari", hidden="cora")
TAKE_OUT = of("lena dee hari sima")
MY_PRINT = of("lena", hidden="dee hari sima")
MY_DRAFT = of("tom", hidden="lena dee hari sima olu nat")
MY_RECEIPT = of("tom", hidden="lena dee hari sima gwen cora olu nat")
LEADERS = of("lena hari")
SETTINGS = of("lena dee hari sima")
SEE_PEOPLE = of("lena dee hari sima olu")
KEEP_PEOPLE = of("lena hari olu")
MY_IMPORT = KEEP_PEOPLE
REPORTS = of("lena dee hari sima gwen cora")
DRAFTERS = of("lena dee hari")
A_DRAFT = of("lena dee hari", hidden="sima gwen cora")
PUBLIC = Row(public=True, of_a_school=False)
NO_DEMO = Row(frozenset(), frozenset(CAST), public=True, of_a_school=False)
SIGNED_IN = Row(of_a_school=False)
OPERATORS = Row(frozenset(), frozenset(CAST), of_a_school=False)

TABLE: dict[str, Row] = {
    "start": SIGNED_IN,
    "health": PUBLIC,
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
    "incidents:record": CASE,
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
            "add_note",
            "add_actions",
            "summary",
            "correct",
            "add_person",
            "change_person",
            "remove_person",
            "clear",
        ]
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
}
