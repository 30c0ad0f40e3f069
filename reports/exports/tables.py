"""Every table that can be exported. The data dictionary is made from this list and nothing else."""

from django.utils.translation import gettext_lazy as _

from esafety.access.permissions import Permission
from esafety.people.choices import YEAR_GROUPS, Kind
from incidents.choices import Outcome, Place, Status
from incidents.log import exports
from incidents.log import words as log_words
from incidents.sanctions.choices import Grid
from incidents.tasking.choices import Owner, TaskKind, TaskState
from reports.exports import rows
from reports.exports.table import Column, Table

_DAY = _("A day as 2026-11-21.")
_MOMENT = _("A day and time on the school's clock, as 2026-11-21 14:05.")
_NUMBER = _("How many.")
_LOG = {
    "reference": (_("The incident's reference. It stands on a row for each person involved."), ()),
    "date": (_("When it happened, or began. A day as 2026-11-21."), ()),
    "last_day": (_("The last day, where it lasted several. A day as 2026-11-21."), ()),
    "time": (_("The time, where it is known."), ()),
    "reported": (_("When it was reported, on the school's clock."), ()),
    "name": (_("Who is involved; “Not known” where nobody is."), ()),
    "year_or_kind": (_("A pupil's year group as it was then, or what kind of person it is."), ()),
    "part": (_("The person's part: target, offender, both, or the word for another part."),
             [letter for letter in log_words.LETTERS.values() if letter]),
    "nature": (_("The types of the incident by the school's own list."), ()),
    "place": (_("Where it took place, and where exactly."), Place.labels),
    "platforms": (_("Social media and other services that are named."), ()),
    "details": (_("The full description, and what evidence there is."), ()),
    "outcome": (_("How it ended, why, and each action taken with its day."), Outcome.labels),
    "state": (_("Where the incident stands."), Status.labels),
    "handler": (_("The member of staff who handles it."), ()),
}  # fmt: skip

LOG = Table(
    "incidents", _("Incident log"),
    _("Every incident that the reader may see, with a row for each person involved."),
    Permission.INCIDENT_EXPORT,
    tuple(Column(code, title, *_LOG[code]) for code, title in exports.COLUMNS.items()),
    rows.log,
)  # fmt: skip
TASKS = Table(
    "tasks", _("Tasks"),
    _("The tasks of the incidents that the reader may see."),
    Permission.INCIDENT_EXPORT,
    (
        Column("reference", _("Reference"), _("The incident's reference.")),
        Column("kind", _("Kind"), _("What the task asks for."), TaskKind.labels),
        Column("title", _("What is to be done"), _("The task in words.")),
        Column("about", _("About"), _("The person whom it is about, if any.")),
        Column("owner", _("For"), _("The member of staff or the role that it is for."),
               Owner.labels),
        Column("due", _("Due on"), _DAY),
        Column("state", _("State"), _("Whether it is done."), TaskState.labels),
        Column("given", _("Given"), _MOMENT),
        Column("done", _("Done"), _MOMENT),
        Column("done_by", _("Done by"), _("The member of staff who answered it.")),
        Column("outcome", _("What was done"), _("The answer in words.")),
    ),
    rows.tasks,
)  # fmt: skip
SANCTIONS = Table(
    "sanctions", _("Decisions by the grid"),
    _("How often each row of the grids was decided by, and what came of each action: numbers over "
      "all days, no names and no reasons."),
    Permission.INCIDENT_EXPORT,
    (
        Column("grid", _("Grid"), _("For pupils or for staff."), Grid.labels),
        Column("level", _("Level"), _("The level of the row in its grid.")),
        Column("misuse", _("Misuse"), _("The row in words.")),
        Column("decided", _("Decided"), _("How many decisions used the row.")),
        Column("action", _("Action"), _("One action of the row; empty where there is none.")),
        Column("proposed", _("Proposed"), _("How often the grid proposed the action.")),
        Column("taken", _("Taken"), _("How often it was taken.")),
        Column("left_out", _("Proposed and not taken"), _NUMBER),
        Column("added", _("Taken without being proposed"), _NUMBER),
    ),
    rows.grid,
)  # fmt: skip
PEOPLE = Table(
    "people", _("People"),
    _("Everybody in the directory, leavers as well. Nothing of any incident."),
    Permission.PEOPLE_MANAGE,
    (
        Column("kind", _("Kind"), _("What kind of person it is."), Kind.labels),
        Column("first_name", _("First name"), _("As the school keeps it.")),
        Column("last_name", _("Last name"), _("As the school keeps it.")),
        Column("email", _("Email address"), _("Empty where none is kept.")),
        Column("phone", _("Telephone"), _("Empty where none is kept.")),
        Column("upn", _("UPN"), _("A pupil's unique number.")),
        Column("admission_number", _("Admission or staff number"), _("The school's own number.")),
        Column("year_group", _("Year group"), _("A pupil's year."),
               [str(label) for _code, label in YEAR_GROUPS]),
        Column("tutor_group", _("Tutor group"), _("A pupil's group or class.")),
        Column("job_title", _("Job title"), _("What somebody of the staff does.")),
        Column("date_of_birth", _("Date of birth"), _DAY),
        Column("joined", _("Joined on"), _DAY),
        Column("left", _("Left on"), _DAY),
    ),
    rows.directory,
)  # fmt: skip
COVERAGE = Table(
    "agreements", _("Who has signed the agreements"),
    _("How many of how many have signed each agreement today: numbers, no names."),
    Permission.AGREEMENT_COVERAGE,
    (
        Column("agreement", _("Agreement"), _("The title of the agreement.")),
        Column("people", _("People"), _("How many it is for today.")),
        Column("signed", _("Signed"), _("How many signed the version that holds for them.")),
        Column("asked", _("Asked"), _("How many are asked and have not answered.")),
        Column("not_asked", _("Not asked"), _("How many nobody has asked yet.")),
        Column("new_version", _("New version"), _("How many answered before a larger change.")),
        Column("declined", _("Refused"), _("How many refused.")),
        Column("disagreed", _("Parents disagree"), _("How many have parents who disagree.")),
        Column("withdrawn", _("Taken back"), _("How many took it back.")),
        Column("no_reply", _("No reply"), _("How many did not reply in time.")),
        Column("no_address", _("No address"), _("Of those not signed: who has no address.")),
    ),
    rows.coverage,
)  # fmt: skip
SIGNERS = Table(
    "signers", _("Who has signed, by name"),
    _("Everybody of today whose agreement it is, and how it stands with them."),
    Permission.AGREEMENT_COVERAGE,
    (
        Column("agreement", _("Agreement"), _("The title of the agreement.")),
        Column("name", _("Name"), _("The person whose agreement it is.")),
        Column("group", _("Class or kind"), _("A pupil's year and class, or what kind of person "
                                              "it is.")),
        Column("standing", _("How it stands"), _("Signed, asked, not asked or another answer.")),
    ),
    rows.signers,
)  # fmt: skip
AUDIT = Table(
    "audit", _("Audit log"),
    _("Who did what, about things that exist for the reader; newest first."),
    Permission.AUDIT_VIEW,
    (
        Column("at", _("When"), _MOMENT),
        Column("who", _("Who"), _("The member, or the part of the system.")),
        Column("did", _("Did"), _("What was done, in words.")),
        Column("what", _("What"), _("What it was done to.")),
    ),
    rows.events,
)  # fmt: skip

TABLES: dict[str, Table] = {
    table.code: table for table in (LOG, TASKS, SANCTIONS, PEOPLE, COVERAGE, SIGNERS, AUDIT)
}
