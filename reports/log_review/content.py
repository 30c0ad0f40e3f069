"""What a frozen log holds: plain data, read once through the visibility rule and never again."""

from datetime import datetime
from typing import Any

from esafety import copies
from esafety.access.actor import Actor
from esafety.signatures import canonical
from incidents import queries as incidents
from incidents.choices import OPEN
from incidents.log import exports, paging
from incidents.log.exports import Whole
from incidents.log.options import options_of
from incidents.log.rows import Who
from policies.meetings import queries as meetings
from policies.meetings.models import Meeting
from reports.papers import standing

VERSION = 1
_WORDS = ("reference", "when", "types", "place", "platforms", "details", "outcome", "state",
          "handler")  # fmt: skip


def read(meeting: Meeting, by: Actor, now: datetime) -> tuple[dict[str, Any], list[int]]:
    """The log as this actor may see it now, newest incident first, with what is open and overdue
    and what the meeting decided; and the ids of the incidents in it."""
    rows = paging.ordered(incidents.visible_to(by), "")
    cases = list(exports.wholes(rows, options_of(meeting.school)))
    late = standing.late(by, meeting.school, now)
    frozen = [_case(case, late.get(case.row["pk"], [])) for case in cases]
    content = {
        "version": VERSION,
        "school": meeting.school.name,
        "mark": copies.MARK,
        "meeting": _meeting(meeting),
        "frozen_at": canonical.moment(now),
        "frozen_by": by.display_name,
        "cases": frozen,
        "counts": _counts(frozen),
    }
    return content, [case.row["pk"] for case in cases]


def wholes(content: dict[str, Any]) -> list[Whole]:
    """The frozen incidents again as the printed log draws them."""
    return [
        Whole(
            row={},
            people=tuple(Who(*one) for one in case["people"]),
            **{name: case[name] for name in _WORDS},
        )
        for case in content["cases"]
    ]


def _case(case: Whole, late: list[str]) -> dict[str, Any]:
    return {
        **{name: str(getattr(case, name)) for name in _WORDS},
        "people": [[who.name, who.detail, who.part, who.part_title] for who in case.people],
        "open": case.row["status"] in OPEN,
        "late": late,
    }


def _counts(cases: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "incidents": len(cases),
        "rows": sum(len(case["people"]) for case in cases),
        "open": sum(case["open"] for case in cases),
        "overdue": sum(bool(case["late"]) for case in cases),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    """The meeting's own words: who was there, what was decided, and what is to be done by whom."""
    members, guests = meetings.present(meeting)
    return {
        "day": meeting.day.isoformat(),
        "place": meeting.place,
        "present": [*(member.display_name for member in members), *guests],
        "decisions": [
            {"item": one.words, "decision": one.decision}
            for one in meetings.items(meeting)
            if one.decision
        ],
        "actions": [
            {"words": one.words, "owner": one.owner.display_name, "due_on": one.due_on.isoformat()}
            for one in meeting.actions.select_related("owner")
        ],
    }
