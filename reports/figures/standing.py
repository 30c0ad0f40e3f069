"""How the school stands on the day a report is built: agreements, reading, training, policies.

These are never counted again for an earlier term: what stood then is known only where it was
published.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from aup.choices import IN_ORDER
from aup.models import Agreement
from aup.queries import coverage
from esafety.people.choices import YEAR_GROUPS
from esafety.schools.models import School
from esafety.suppression import Rule, total_of
from policies.documents import queries as documents
from policies.registers.declared import named
from policies.registers.queries import figures as registers
from policies.reviews.queries import reading
from policies.training import queries as training
from reports.figures import papers

SOON = timedelta(days=90)
PARTS = ("people", "signed", "open")
NEED = "training.need."
_KEYS = re.compile(
    r"(agreement|reading)\..+|training\.(members|overdue|fine|need\..+)"
    r"|register\..+\.overdue|policy\.(in_force|overdue|due)"
)
_YEARS = {code for code, _label in YEAR_GROUPS}


@dataclass
class Standing:
    """Numbers as of a day: of paperwork (`plain`), of people, the rules between those, and what
    the school calls the things that are counted."""

    plain: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


def is_standing(key: str) -> bool:
    """Whether a number of this name is of a day, not of what happened in a term."""
    return _KEYS.fullmatch(key) is not None


def of(school: School, day: date) -> Standing:
    """As it stands on the day, for the school in scope."""
    found = Standing()
    _agreements(found, day)
    _reading(found, day)
    _training(found, day)
    for one in registers.figures(school, day, day):
        where = found.people if papers.is_about_people(named(one.code)) else found.plain
        where[f"register.{one.code}.overdue"] = one.overdue
    reviews = [row.next_review_on for row in documents.published()]
    dates = [on for on in reviews if on is not None]
    found.plain |= {
        "policy.in_force": len(reviews),
        "policy.overdue": sum(on < day for on in dates),
        "policy.due": sum(day <= on <= day + SOON for on in dates),
    }
    return found


def _agreements(found: Standing, day: date) -> None:
    """People each agreement is for, who signed and who has not: and of pupils by year group."""
    standing = coverage.by_year(day)
    for audience, title in Agreement.objects.order_by("pk").values_list("audience", "title"):
        key = f"agreement.{audience}"
        mine = {year: states for (whose, year), states in standing.items() if whose == audience}
        found.labels[key] = title
        _signed(found, key, mine.values())
        years = [year for year in mine if year in _YEARS]
        if years and len(years) == len(mine):
            for year in years:
                _signed(found, f"{key}.year.{year}", [mine[year]])
            found.rules += [
                rule
                for part in PARTS
                for rule in total_of(f"{key}.{part}", [f"{key}.year.{y}.{part}" for y in years])
            ]


def _signed(found: Standing, key: str, those: Iterable[Counter[str]]) -> None:
    states = sum(those, Counter[str]())
    signed = sum(states[state] for state in IN_ORDER)
    numbers = (states.total(), signed, states.total() - signed)
    found.people |= {f"{key}.{part}": n for part, n in zip(PARTS, numbers, strict=True)}
    found.rules += total_of(f"{key}.people", [f"{key}.signed", f"{key}.open"])


def _reading(found: Standing, day: date) -> None:
    """How many of the staff and governors have read each policy and each part of guidance."""
    for one in reading.coverage(day):
        key = f"reading.{one.item.kind}.{one.item.code}"
        found.labels[key] = f"{one.item.title}, {one.item.edition}".rstrip(", ")
        found.people |= {
            "reading.people": one.people,
            f"{key}.done": one.done,
            f"{key}.open": one.people - one.done,
        }
        found.rules += total_of("reading.people", [f"{key}.done", f"{key}.open"])


def _training(found: Standing, day: date) -> None:
    """Staff and governors whose training is late, and what they say they need. Where no training
    was ever entered, nobody is called late."""
    if not training.is_kept():
        return
    told, words = training.figures(day, day), training.topics()
    found.labels |= {f"{NEED}{topic}": words[topic] for topic in told["needs"]}
    found.people |= {
        "training.members": told["members"],
        "training.overdue": told["overdue"],
        "training.fine": told["members"] - told["overdue"],
        **{f"{NEED}{topic}": n for topic, n in told["needs"].items()},
    }
    found.rules += total_of("training.members", ["training.overdue", "training.fine"])
    if found.people.get("reading.people") == told["members"]:
        # The same people, as any reader may take it: one number must not give away the other.
        found.rules += total_of("training.members", ["reading.people"])
