"""The access list as programs read it (docs/access-api.md). Its keys are a promise: add, never
change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from aup.queries import access
from esafety.people.models import Person

PAGE = 500


class Unreadable(Exception):
    """The request asks for something that cannot be read; the text says what."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: everything, or what changed since a moment or after a place."""

    since: datetime | None = None
    after: int | None = None

    @property
    def is_for_changes(self) -> bool:
        return self.since is not None or self.after is not None


def asked(query: Mapping[str, str]) -> Asked:
    """Reads `since` (a moment with its time zone) and `after` (the `next` of an answer)."""
    since, after = query.get("since", ""), query.get("after", "")
    return Asked(since=_moment(since) if since else None, after=_place(after) if after else None)


def whole(day: date) -> dict[str, Any]:
    """Everybody present, and whoever left in the last year, by their number."""
    place = access.newest_change()  # before the list: what changes meanwhile is told again
    rows = access.standings(access.told_to_programs(day).order_by("pk"), day)
    people = [
        _line(one.person, may_use=one.may_use, why=one.why)
        | {"since": one.since.isoformat() if one.since else None}
        for one in rows
    ]
    return {"people": people, "next": str(place)}


def changed(what: Asked) -> dict[str, Any]:
    """A page of changes, oldest first; `more` says whether to ask again with `next`."""
    after = what.after or 0
    since = what.since if what.after is None else None
    # Where nothing is found one goes on from here. Read before the changes: what is committed
    # between the two is not found now, and would never be if the place were one after it.
    start = after if since is None else access.newest_change()
    rows = list(access.changes(after=after, since=since)[: PAGE + 1])
    page = rows[:PAGE]
    lines = [
        _line(row.person, may_use=row.may_use, why=row.why)
        | {"changed_at": row.changed_at.isoformat()}
        for row in page
    ]
    place = page[-1].pk if page else start
    return {"changes": lines, "next": str(place), "more": len(rows) > PAGE}


def _line(person: Person, *, may_use: bool, why: str) -> dict[str, Any]:
    return {
        "number": person.pk,
        "kind": person.kind,
        "year_group": person.year_group,
        "tutor_group": person.tutor_group,
        "admission_number": person.admission_number,
        "email": person.email,
        "may_use": may_use,
        "why_code": str(why),
    }


def _moment(text: str) -> datetime:
    try:
        # A plus in an address that was not encoded arrives as a space.
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
        aware = moment.utcoffset() is not None
    except ValueError:
        aware = False
    if not aware:
        raise Unreadable(_("“since” is a moment such as 2026-11-03T08:00:00Z."))
    return moment


def _place(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise Unreadable(_("“after” is the “next” of an earlier answer."))
    return int(text)
