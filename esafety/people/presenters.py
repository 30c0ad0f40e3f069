"""Words and rows for the pages of the directory."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import date as date_words
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.roles import ROLES
from esafety.jobs.models import Job, JobState
from esafety.people.choices import ImportKind, ImportState, Kind, RowState
from esafety.people.csvfile.columns import label_of
from esafety.people.models import PeopleImport, Person
from esafety.people.services.joining import DETAILS
from esafety.schools.models import Membership

# What a form may ask for: a kind of person, or the word the report form uses for one.
_ASKED: dict[str, set[Kind]] = {
    "child": {Kind.PUPIL},
    "adult": set(Kind) - {Kind.PUPIL},
    "other": {Kind.GOVERNOR, Kind.VISITOR, Kind.COMMUNITY},
    "staff": {Kind.STAFF, Kind.SUPPLY},
    **{kind.value: {kind} for kind in Kind if kind != Kind.STAFF},
}
_LABELS = {
    "upn": gettext_lazy("UPN"),
    "admission_number": gettext_lazy("Admission number"),
    "date_of_birth": gettext_lazy("Date of birth"),
    "year_group": gettext_lazy("Year group"),
    "tutor_group": gettext_lazy("Tutor group"),
    "email": gettext_lazy("Email address"),
    "phone": gettext_lazy("Telephone"),
    "job_title": gettext_lazy("Job title"),
    "joined_on": gettext_lazy("Joined on"),
}
TONES = {
    RowState.ERROR: "red", RowState.NEW: "green", RowState.JOINS: "purple",
    RowState.CHANGED: "yellow", RowState.LEAVER: "orange", RowState.UNCHANGED: "grey",
}  # fmt: skip
_LOADING = (RowState.NEW, RowState.JOINS, RowState.CHANGED, RowState.LEAVER)
_NOTES = {
    "left_before": gettext_lazy(
        "Recorded as having left. A file does not bring anybody back: do that on their page."
    ),
    "leaves_later": gettext_lazy("The leaving date is in the future: send the file again then."),
    "insider": gettext_lazy(
        "A parent or carer has the e-mail address of somebody on the staff or governing body, "
        "and is entered as that person."
    ),
    "ended": gettext_lazy("A parent or carer who was ended here stays ended."),
}


@dataclass(frozen=True)
class Fact:
    """A row of a summary list."""

    key: Any
    value: str
    href: str = ""


def kinds_asked(word: str) -> set[str]:
    """The kinds of people a search is for; nothing known means everyone."""
    return {str(kind) for kind in _ASKED.get(word, set())}


def has_left(person: Person) -> bool:
    return person.left_on is not None and person.left_on <= timezone.localdate()


def detail(person: Person) -> str:
    """What tells a person from a namesake, and that they have left."""
    if has_left(person):
        left = _("left %(day)s") % {"day": date_words(person.left_on, "j F Y")}
        return f"{person.detail} ({left})" if person.detail else left
    return person.detail


def result(person: Person) -> dict[str, Any]:
    """One answer of the search as one types (static/js/person-search.js)."""
    return {"id": person.pk, "label": person.name, "detail": detail(person)}


def facts(person: Person) -> list[Fact]:
    """A person's details as rows of a summary list; what is kept of this kind of person only."""
    rows = [Fact(_("Who"), str(person.get_kind_display()))]
    for name in DETAILS[person.kind]:
        if name in _LABELS:
            key = (
                _("Staff number")
                if (person.kind, name) == (Kind.STAFF, "admission_number")
                else _LABELS[name]
            )
            rows.append(Fact(key, _shown(person, name)))
    if person.left_on:
        rows.append(Fact(_("Left on"), date_words(person.left_on, "j F Y")))
    if person.membership is not None:
        rows.append(Fact(_("Signs in to eSafety"), _access(person.membership)))
    return rows


def _shown(person: Person, name: str) -> str:
    if name == "year_group":
        return str(person.get_year_group_display())
    value = getattr(person, name)
    return value if isinstance(value, str) else date_words(value, "j F Y")


def _access(membership: Membership) -> str:
    """The roles held now, or when access ended."""
    if membership.left_on:
        return _("No longer: ended on %(day)s") % {"day": date_words(membership.left_on, "j F Y")}
    return ", ".join(str(ROLES[role].label) for role in sorted(membership.roles)) or _(
        "Without a role"
    )


def preview_row(row: dict[str, Any], kind: str) -> dict[str, Any]:
    """One row of a file for its page: who, what would happen, and what is wrong."""
    values, state = row["values"], RowState(row["state"])
    known = state not in (RowState.ERROR, RowState.NEW)
    name = f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()
    return {
        "line": row["line"],
        "name": name or _("No name"),
        "state": state.label,
        "tone": TONES[state],
        "matched_by": label_of(kind, row["matched_by"]) if known else "",
        "changes": [_change_label(kind, name) for name in row["changes"] if known],
        "notes": [_NOTES[note] for note in row["notes"]],
        "errors": [fault(kind, error) for error in row["errors"]],
    }


def fault(kind: str, error: dict[str, Any]) -> dict[str, Any]:
    """An error with the words for its column."""
    column = label_of(kind, error["column"]) if error["column"] else ""
    return {"line": error.get("line"), "column": column, "sentence": error["sentence"]}


def _change_label(kind: str, name: str) -> str:
    if name == "kind":
        return _("becomes a member of staff")
    if kind == ImportKind.STAFF and name == "admission_number":
        name = "staff_number"
    return label_of(kind, name)


def counted(people_import: PeopleImport) -> list[dict[str, Any]]:
    """How many rows are in each state, with the address that shows only those."""
    url = reverse("people:import_preview", args=[people_import.school.slug, people_import.pk])
    counts = people_import.result.get("counts", {})
    return [
        {
            "value": counts.get(state.value, 0),
            "label": state.label,
            "state": state.value,
            "url": f"{url}?show={state.value}",
        }
        for state in RowState
    ]


def standing(people_import: PeopleImport, job: Job | None) -> dict[str, Any]:
    """What the page of a file shows: its rows, how the job goes, or what came of it."""
    state = people_import.state
    failed = job is not None and job.state == JobState.FAILED
    counts = people_import.result.get("counts", {})
    return {
        "waiting": state == ImportState.PREVIEW,
        "under_way": state == ImportState.APPLYING and not failed,
        "failed": state == ImportState.APPLYING and failed,
        "applied": state == ImportState.APPLIED,
        "dropped": state == ImportState.DROPPED,
        "stopped": people_import.result.get("stopped", False),
        "ignored": people_import.result.get("ignored", []),
        "loads": sum(counts.get(s, 0) for s in _LOADING),
        "left_out": [fault(people_import.kind, error) for error in people_import.errors],
        "progress": progress(people_import, job),
    }


def progress(people_import: PeopleImport, job: Job | None) -> dict[str, Any]:
    """How the job stands, in words (static/js/poll.js)."""
    if people_import.state != ImportState.APPLYING or job is None:
        return {"state": "done", "percent": 100, "words": str(people_import.get_state_display())}
    words = job.progress_words or str(job.get_state_display())
    return {"state": job.state, "percent": job.percent, "words": words}
