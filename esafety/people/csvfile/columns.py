"""The columns of each kind of file: their names, the names others give them, and how they are read.

`docs/people-csv.md` describes them for schools; a test holds the two together.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import ImportKind
from esafety.people.csvfile import cells

GUARDIANS = 4


@dataclass(frozen=True)
class Column:
    """One column: its name, what people call it, and the reader of its cells."""

    name: str
    label: str | Promise
    read: Callable[[str], cells.Value]


FIRST = Column("first_name", _("First name"), cells.text(80))
LAST = Column("last_name", _("Last name"), cells.text(80))
EMAIL = Column("email", _("Email"), cells.email)
PHONE = Column("phone", _("Telephone"), cells.text(40))
JOINED = Column("joined_on", _("Joined on"), cells.day)
LEFT = Column("left_on", _("Left on"), cells.day)
_GUARDIAN = (
    Column("first_name", _("first name"), cells.text(80)),
    Column("last_name", _("last name"), cells.text(80)),
    Column("email", _("email"), cells.email),
    Column("phone", _("telephone"), cells.text(40)),
    Column("relationship", _("relationship"), cells.text(40)),
    Column("parental_responsibility", _("parental responsibility"), cells.yes_or_no),
)
GUARDIAN_FIELDS = tuple(column.name for column in _GUARDIAN)


def guardian_columns(number: int) -> list[Column]:
    """The columns of one of the parents and carers, 1 to GUARDIANS."""
    label = _("Parent or carer {n}: {field}")
    return [
        Column(f"guardian_{number}_{c.name}", format_lazy(label, n=number, field=c.label), c.read)
        for c in _GUARDIAN
    ]


COLUMNS: dict[str, list[Column]] = {
    ImportKind.PUPILS: [
        Column("upn", _("UPN"), cells.upn),
        Column("admission_number", _("Admission number"), cells.text(20)),
        FIRST,
        LAST,
        Column("date_of_birth", _("Date of birth"), cells.past_day),
        Column("year_group", _("Year group"), cells.year_group),
        Column("tutor_group", _("Tutor group"), cells.text(20)),
        JOINED,
        LEFT,
        *(column for n in range(1, GUARDIANS + 1) for column in guardian_columns(n)),
    ],
    ImportKind.STAFF: [
        Column("staff_number", _("Staff number"), cells.text(20)),
        FIRST,
        LAST,
        EMAIL,
        PHONE,
        Column("job_title", _("Job title"), cells.text(80)),
        JOINED,
        LEFT,
    ],
    ImportKind.GOVERNORS: [
        FIRST,
        LAST,
        EMAIL,
        PHONE,
        Column("job_title", _("Role on the governing body"), cells.text(80)),
        JOINED,
        LEFT,
    ],
}

# What management systems call them, squeezed to letters and digits (see `squeeze`).
ALIASES = {
    "forename": "first_name", "givenname": "first_name", "legalforename": "first_name",
    "surname": "last_name", "familyname": "last_name", "legalsurname": "last_name",
    "dob": "date_of_birth", "birthdate": "date_of_birth",
    "year": "year_group", "ncyear": "year_group", "ncyearactual": "year_group", "yr": "year_group",
    "reg": "tutor_group", "form": "tutor_group", "registrationform": "tutor_group",
    "registrationgroup": "tutor_group", "reggroup": "tutor_group", "tutor": "tutor_group",
    "adno": "admission_number", "admissionno": "admission_number", "admno": "admission_number",
    "staffno": "staff_number", "staffcode": "staff_number", "employeenumber": "staff_number",
    "payrollnumber": "staff_number", "admissionorstaffnumber": "staff_number",
    "emailaddress": "email", "workemail": "email", "mail": "email",
    "telephone": "phone", "mobile": "phone", "phonenumber": "phone",
    "role": "job_title", "post": "job_title", "position": "job_title",
    "joined": "joined_on", "startdate": "joined_on", "admissiondate": "joined_on",
    "dateofadmission": "joined_on", "dateofjoining": "joined_on",
    "left": "left_on", "leavingdate": "left_on", "dateofleaving": "left_on", "enddate": "left_on",
}  # fmt: skip
_GUARDIAN_ALIASES = {
    "relation": "relationship", "responsibility": "parental_responsibility",
    "pr": "parental_responsibility",
}  # fmt: skip
_GUARDIAN_HEADING = re.compile(r"(?:guardian|parent|carer|contact)([1-9])(.+)")


def squeeze(heading: str) -> str:
    """The heading without case, spaces, underscores and other marks."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def named(kind: str, heading: str) -> Column | None:
    """The column that a heading means in a file of this kind; None when it means none."""
    by_name = {squeeze(column.name): column for column in COLUMNS[kind]}
    word = squeeze(heading)
    guardian = _GUARDIAN_HEADING.fullmatch(word)
    if guardian:
        number, rest = guardian.groups()
        field = _GUARDIAN_ALIASES.get(rest) or ALIASES.get(rest, rest)
        return by_name.get(squeeze(f"guardian{number}{field}"))
    return by_name.get(word) or by_name.get(squeeze(ALIASES.get(word, "")))


def label_of(kind: str, name: str) -> str:
    """What people call a column; the name itself for one that is no longer known."""
    return next((str(column.label) for column in COLUMNS[kind] if column.name == name), name)
