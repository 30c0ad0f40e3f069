"""Reads of sheets. Whoever sees an incident sees its sheets; nobody else sees one."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, QuerySet, Subquery

from esafety.access.actor import Actor
from incidents import queries
from incidents.models import Incident, InvolvedPerson, Sheet
from incidents.sheets.choices import SheetKind


def sheets_of(incident: Incident) -> list[Sheet]:
    """Every sheet of the incident as it stands: the last revision of each."""
    return list(_latest(Sheet.objects.filter(incident=incident)))


def revisions(incident: Incident, kind: SheetKind, number: int) -> list[Sheet]:
    """All revisions of one sheet, newest first; none where there is no such sheet."""
    if not 0 < number < 10_000:
        return []
    rows = Sheet.objects.filter(incident=incident, kind=kind, number=number)
    return list(rows.select_related("made_by").order_by("-revision"))


def present(incident: Incident, kind: SheetKind, number: int) -> Sheet | None:
    """One sheet as it stands."""
    return next(iter(revisions(incident, kind, number)), None)


def next_number(incident: Incident, kind: SheetKind) -> int:
    """The number of the next sheet of this kind, from 1. Ask under the incident's lock."""
    rows = Sheet.objects.filter(incident=incident, kind=kind).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def register_of(actor: Actor, kind: SheetKind) -> QuerySet[Sheet]:
    """Every sheet of one kind, as it stands, over the incidents that the actor may see."""
    seen = queries.visible_to(actor).order_by().values("pk")
    rows = Sheet.objects.filter(kind=kind, incident__in=seen)
    found: QuerySet[Sheet] = _latest(rows).select_related("incident__school")
    return found.order_by("-made_at", "incident__reference", "number")


def unsettled() -> QuerySet[Sheet]:
    """Sheets of the school in scope whose clock runs and is not decided, as they stand. Who is
    told of one is asked of `who_can_see` for each: this opens nothing."""
    found: QuerySet[Sheet] = _latest(Sheet.objects.filter(clock_at__isnull=False))
    return found.filter(settled=False).select_related("incident__school").order_by("clock_at")


def numbered(incident: Incident) -> dict[str, InvolvedPerson]:
    """Everybody whom the incident names or has named, by their number in it."""
    rows = InvolvedPerson.objects.filter(incident=incident).select_related("person").order_by("pk")
    return by_number(rows)


def numbered_of(sheets: Iterable[Sheet]) -> dict[int, dict[str, InvolvedPerson]]:
    """The same for the incidents of several sheets, by the incident's id, with one query."""
    ids = {one.incident_id for one in sheets}
    rows = InvolvedPerson.objects.filter(incident__in=ids).select_related("person").order_by("pk")
    found: dict[int, list[InvolvedPerson]] = {pk: [] for pk in ids}
    for row in rows:
        found[row.incident_id].append(row)
    return {pk: by_number(those) for pk, those in found.items()}


def by_number(rows: Iterable[InvolvedPerson]) -> dict[str, InvolvedPerson]:
    """The same for rows already read, in the order in which they were named."""
    return {str(number): one for number, one in enumerate(rows, start=1)}


def _latest(rows: QuerySet[Sheet]) -> QuerySet[Sheet]:
    """Of each sheet its last revision."""
    same = Sheet.objects.filter(
        incident=OuterRef("incident"), kind=OuterRef("kind"), number=OuterRef("number")
    ).order_by("-revision")
    last = Subquery(same.values("revision")[:1])
    return rows.select_related("made_by").filter(revision=last).annotate(revisions=F("revision"))
