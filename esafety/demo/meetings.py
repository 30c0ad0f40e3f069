"""Log reviews and committee meetings: two that were held, one that is planned."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from esafety.access.actor import Actor
from esafety.demo import schedule
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.schools import queries as schools
from policies.meetings import queries
from policies.meetings.models import Action, Meeting
from policies.meetings.services import acting, closing, preparing

_HELD = ((110, "committee"), (38, "log_review"))
_SAID = (
    ("All were agreed.", ""),
    ("The numbers were gone through by type and year group.", "Look at Year 8 again at half-term."),
    ("Filtering of the guest network was tested; one gap was found.", "To be closed this month."),
)
_ACTIONS = {
    "committee": (
        ("Ask two suppliers for a filter that shows what it blocks", "nat", 14),
        ("Bring the grid for pupils to the next meeting", "lena", 20),
        ("Plan the week of online safety", "tom", 46),
    ),
    "log_review": (
        ("Close the gap in the filter of the guest network", "nat", 14),
        ("Put the dates of the parents’ evening on the website", "tom", 20),
        ("Write to parents about group chats", "lena", 46),
    ),
}


def year(company: Company, now: datetime) -> Acts:
    """What was held, with its actions, most of them answered; and the next one."""
    calendar = company.calendar
    today = now.astimezone(calendar.zone).date()
    lead = company.actors.get("lena") or company.actors["boris"]
    for ago, kind in _HELD:
        day = schedule.days_before(calendar, today - timedelta(days=ago), 1)
        yield datetime.combine(day, time(16), calendar.zone)
        row = _hold(company, kind, day, lead)
        yield datetime.combine(day + timedelta(days=12), time(12), calendar.zone)
        _answer(list(row.actions.order_by("due_on", "pk"))[: 3 if ago > 60 else 1])
    yield now - timedelta(days=1)
    day = today + timedelta(days=6)
    preparing.plan(kind="log_review", day=day, place="Room 12", by=lead)


def _hold(company: Company, kind: str, day: date, lead: Actor) -> Meeting:
    row = preparing.plan(kind=kind, day=day, place="Room 12", by=lead)
    for item, (notes, decision) in zip(queries.items(row), _SAID, strict=False):
        preparing.write_item(item=item, words=item.words, notes=notes, decision=decision, by=lead)
    there = [one.membership_id for one in _people(company)]
    preparing.note_present(
        meeting=row, members=filter(None, there), guests=["Ms Ivy Ilex, adviser"], by=lead
    )
    for words, who, days in _ACTIONS[kind]:
        owner = company.actors.get(who) or lead
        due_on = day + timedelta(days=days)
        acting.give(
            meeting=row, words=words, owner=owner.membership_id or 0, due_on=due_on, by=lead
        )
    closing.close(meeting=row, by=lead)
    return row


def _people(company: Company) -> Iterator[Actor]:
    for name in ("lena", "dee", "hari", "esme", "boris", "beth", "brian"):
        if name in company.actors:
            yield company.actors[name]


def _answer(actions: list[Action]) -> None:
    for action in actions:
        by = schools.actor_of(action.owner)
        acting.answer(action=action, answer="Done, and looked at once more a week later.", by=by)
