"""Words and rows of a file of a register: its preview, how it is going, what it did."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from esafety import searches
from esafety.jobs.models import JobState
from policies.registers import queries, values
from policies.registers.choices import ImportState, RowState
from policies.registers.declared import Kind, Register
from policies.registers.models import RegisterImport
from policies.registers.reading import label_of

PAGE = 50
_TONES = {
    RowState.ERROR: "red", RowState.NEW: "green", RowState.CHANGED: "yellow",
    RowState.UNCHANGED: "grey",
}  # fmt: skip


def columns(register: Register) -> list[dict[str, Any]]:
    """What a file's columns are called, and what stands in them."""
    return [
        {"label": one.label, "needed": one.needed, "hint": _hint(one)}
        for one in register.asked_at_first
    ]


def _hint(one: Any) -> str:
    if one.kind == Kind.CHOICE:
        return ", ".join(str(label) for _code, label in one.choices)
    return {
        Kind.DAY: _("A day, as 31/08/2026 or 2026-08-31"),
        Kind.YES_NO: _("Yes or no"),
        Kind.PERSON: _("A name as in the directory"),
        Kind.MEMBER: _("The name or e-mail address of an account"),
        Kind.MONEY: _("Pounds, such as 249.99"),
    }.get(one.kind, "")


def preview(request: Any, register: Register, made: RegisterImport) -> dict[str, Any]:
    """Everything on the page of a file."""
    show = request.GET.get("show", "")
    rows = [row for row in made.rows if show not in RowState.values or row["state"] == show]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = queries.names_in((register, row["values"]) for row in page)
    return {
        "counts": counted(made),
        "show": show,
        "page": page,
        "urls": searches.pages(request, page),
        "rows": [_row(register, row, names) for row in page],
        **standing(register, made),
    }


def counted(made: RegisterImport) -> list[dict[str, Any]]:
    """How many rows there are of each kind, with the way to them; errors first."""
    counts = made.result.get("counts", {})
    return [
        {
            "state": state.value,
            "label": state.label,
            "value": counts.get(state.value, 0),
            "url": f"{made.get_absolute_url()}?show={state.value}",
        }
        for state in RowState
    ]


def standing(register: Register, made: RegisterImport) -> dict[str, Any]:
    """Whether it waits, is under way, is applied or dropped."""
    counts = made.result.get("counts", {})
    failed = made.job is not None and made.job.state == JobState.FAILED
    applying = made.state == ImportState.APPLYING
    return {
        "waiting": made.state == ImportState.PREVIEW,
        "under_way": applying and not failed,
        "failed": applying and failed,
        "applied": made.state == ImportState.APPLIED,
        "dropped": made.state == ImportState.DROPPED,
        "loads": counts.get(RowState.NEW, 0) + counts.get(RowState.CHANGED, 0),
        "bad": counts.get(RowState.ERROR, 0),
        "progress": progress(made),
        "progress_url": made.url("import_progress"),
        "left_out": [
            {**error, "column": label_of(register, error["column"]) if error["column"] else ""}
            for error in made.errors
        ],
        "ignored": made.result.get("ignored", []),
    }


def progress(made: RegisterImport) -> dict[str, Any]:
    """How the job stands, for the page that waits."""
    if made.job is None:
        return {"state": "done", "percent": 100, "words": ""}
    words = made.job.progress_words or _("Waiting to begin")
    return {"state": made.job.state, "percent": made.job.percent, "words": words}


def _row(register: Register, row: dict[str, Any], names: values.Names) -> dict[str, Any]:
    state = RowState(row["state"])
    first = register.listed[:2]
    said = (values.words(one, row["values"].get(one.name), names) for one in first)
    return {
        "line": row["line"],
        "name": " · ".join(filter(None, [row["reference"], *said])),
        "state": state.label,
        "tone": _TONES[state],
        "errors": [
            {**error, "column": label_of(register, error["column"]) if error["column"] else ""}
            for error in row["errors"]
        ],
    }
