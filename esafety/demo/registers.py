"""What is in the registers when the demonstration begins: something of each, all of it invented."""

from datetime import date, datetime, time, timedelta
from typing import Any

from esafety.demo import schedule
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.people.models import Person
from policies.registers.declared import named
from policies.registers.models import Entry
from policies.registers.services import keeping, moving
from policies.registers.values import monday_of


def entries(company: Company, now: datetime) -> Acts:
    """Three weeks ago the registers were begun; since then some went on and some wait."""
    today = now.astimezone(company.calendar.zone).date()
    who = _Who(company)
    begun = datetime.combine(
        schedule.days_before(company.calendar, today, 15), time(8, 10), company.calendar.zone
    )
    yield begun
    for code, by, values in _kept(who, begun.date()):
        _add(who, code, by, values)
    if company.is_primary:
        return
    yield begun + timedelta(hours=2)
    asked = [_add(who, code, by, values) for code, by, values in _asked(who, today)]
    yield begun + timedelta(hours=5)
    _steps(who, asked)


class _Who:
    """The cast by what they do, at either school."""

    def __init__(self, company: Company) -> None:
        actors = company.actors
        pick = {"lead": ("lena", "boris"), "head": ("hari", "brian"), "dsl": ("dee", "beth")}
        self.actors = {
            name: actors[a] if a in actors else actors[b] for name, (a, b) in pick.items()
        }
        self.actors |= {
            "nat": actors.get("nat", self.actors["lead"]),
            "tom": actors.get("tom") or actors["bill"],
            "leader": actors.get("sima", self.actors["head"]),
            "hester": actors.get("hester", self.actors["head"]),
            "chair": actors.get("cora") or actors["bina"],
            "office": actors.get("olu") or actors["bola"],
        }
        governor = actors.get("esme") or actors["basil"]
        self.governor = Person.objects.get(membership=governor.membership_id).pk
        self.tom = Person.objects.get(membership=self.actors["tom"].membership_id).pk
        self.dsl = Person.objects.get(membership=self.actors["dsl"].membership_id).pk

    def member(self, name: str) -> int:
        return self.actors[name].membership_id or 0


def _add(who: _Who, code: str, by: str, values: dict[str, Any]) -> Entry:
    register = named(code)
    assert register is not None  # noqa: S101  a mistake in this file
    typed = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    return keeping.add(register=register, typed=typed, by=who.actors[by])


def _kept(who: _Who, day: date) -> list[tuple[str, str, dict[str, Any]]]:
    """What a school writes down at the beginning."""
    lead, nat = who.member("lead"), who.member("nat")
    week = monday_of(day)
    return [
        ("responsible-persons", "lead", {"responsibility": "dsl", "holder": who.dsl,
         "contact": "Room 12, extension 214", "from_day": date(day.year - 1, 9, 1)}),
        ("responsible-persons", "lead", {"responsibility": "filtering_governor",
         "holder": who.governor, "from_day": date(day.year, 1, 8)}),
        ("responsible-persons", "lead", {"responsibility": "dpo", "holder": "Dorothy Dune",
         "contact": "dpo@county.example", "from_day": date(day.year - 1, 1, 5)}),
        ("filtering-checks", "lead", {"checked_on": day, "checked_by": nat,
         "where": "A pupil’s tablet, a staff laptop, the guests’ network", "result": "partly",
         "found": "A chat service opened on the guests’ network. Blocked the same day.",
         "next_on": day + timedelta(days=28)}),
        ("filtering-reviews", "lead", {"reviewed_on": day, "why": "yearly",
         "leader": who.member("leader"), "dsl": who.member("dsl"), "it": nat,
         "governor": who.governor, "risks": "Tools that make pictures; group chats at night.",
         "found": "Filtering is sound. Nobody read the monitoring report in the holidays.",
         "actions": "A deputy reads it in the holidays, from the next ones on.",
         "next_on": day + timedelta(days=350)}),
        ("monitoring-reports", "lead", {"week": week - timedelta(days=7), "read_by": lead,
         "outcome": "followed", "words": "Two searches talked over with the year team."}),
        ("social-media", "lead", {"name": "School news", "service": "A photograph service",
         "address": "photos.example/school-news", "purpose": "News of trips and sport.",
         "owner": lead, "agreed_by": who.member("head"), "agreed_on": day, "images": True,
         "review_on": day + timedelta(days=30)}),
        ("access-reviews", "lead", {"system": "Shared staff drive", "reviewed_on": day,
         "reviewed_by": nat, "checked": "94", "found": "Three groups had members who had left.",
         "next_on": day + timedelta(days=364)}),
        ("leavers", "lead", {"who": "Lionel Lime", "left_on": day - timedelta(days=24),
         "remove_by": day + timedelta(days=7), "note": "Supply teacher, until the half-term."}),
        ("equipment", "lead", {"item": "Laptop for supply teachers", "kind": "laptop",
         "serial": "SN-20417", "bought_on": date(day.year - 4, 9, 2), "value": "412.00",
         "holder": "The office"}),
        ("guests", "lead", {"name": "Gus Grove", "from_where": "County music service",
         "what": "Guests’ network and the piano room’s computer", "sponsor": lead,
         "from_day": day, "until_day": day + timedelta(days=26), "signed": True,
         "signed_on": day}),
    ]  # fmt: skip


def _asked(who: _Who, today: date) -> list[tuple[str, str, dict[str, Any]]]:
    """What waits for somebody else, or did."""
    site = {"what": "unblock", "for_whom": "Year 9 geography", "from_day": today}
    return [
        ("filtering-changes", "tom", {**site, "site": "maps.example",
         "until_day": today + timedelta(days=4), "reason": "The lesson on flood maps needs it."}),
        ("filtering-changes", "nat", {**site, "site": "video.example", "for_whom": "All staff",
         "reason": "Training is only to be had there."}),
        ("filtering-changes", "tom", {**site, "site": "weather.example",
         "until_day": today + timedelta(days=2), "reason": "Measuring the storm as it comes."}),
        ("video-conferences", "tom", {"held_on": today + timedelta(days=9),
         "with_whom": "A school in Leipzig", "service": "The school’s own conference service",
         "group": "9G", "purpose": "Rivers here and there.", "supervised_by": who.member("tom"),
         "recorded": False, "consent": "all"}),
        ("equipment", "nat", {"item": "Set of tablets, room 7", "kind": "tablet",
         "serial": "SN-11802 to 11816", "holder": "Room 7"}),
        ("monitoring-of-a-person", "head", {"who": who.tom,
         "grounds": "Two colleagues say that school messages were sent in Tom’s name.",
         "assessment": "The log of sign-ins was looked at first and leaves it open.",
         "scope": "Sign-ins and sent messages of one account, no private ones.",
         "from_day": today, "until_day": today + timedelta(days=6), "hr": "Petra Plain, agreed",
         "it": "Nat Nutmeg, can be done", "audit": "County audit, advised a week at most",
         "carried_out_by": who.member("nat")}),
    ]  # fmt: skip


def _steps(who: _Who, asked: list[Entry]) -> None:
    """One change is in force, one has its first approval; the tablets may go."""
    _go(who, asked[0], "approve", "hester")
    _go(
        who,
        asked[0],
        "make",
        "nat",
        made_on=asked[0].made_at.date().isoformat(),
        made_how="Allowed for one group until its day.",
    )
    _go(who, asked[1], "agree", "leader")
    checked = "Fifteen licences move to the new tablets."
    why = {"dispose_why": "Too old for updates.", "personal_data": "wiped"}
    _go(who, asked[4], "ask", "nat", licence_check=checked, **why)
    _go(who, asked[4], "authorise", "leader")


def _go(who: _Who, entry: Entry, code: str, by: str, **typed: str) -> None:
    entry.refresh_from_db(fields=["revision"])
    moving.move(entry=entry, code=code, revision=entry.revision, by=who.actors[by], typed=typed)
