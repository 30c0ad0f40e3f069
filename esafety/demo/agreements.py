"""A campaign of agreements that runs: the letters are out, and some families have answered."""

import random
import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db.models import F

from aup.audiences import audience_of
from aup.models import Agreement, Ask, Campaign, Letter
from aup.queries import asks, in_force, texts
from aup.queries.reaching import parents_of
from aup.services import answering, campaigns, rounds, translating
from esafety.access.actor import Actor
from esafety.demo import schedule
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.languages import ENGLISH
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand

TRANSLATED, POLISH = ("visitors", "pupils-primary"), "pl"
_TEXTS = Path(__file__).parent / "translations"
_FAMILIES = 20
_PARENT_SIGNS, _BOTH_SIGN = 0.6, 0.45
_AGREE = "I have read this agreement and I will keep to it."
_NO = "We would like to talk about this with the school first."


def campaign(company: Company, now: datetime) -> Acts:
    """The office asks one year group; two days ago the first families answered."""
    calendar = company.calendar
    today = now.astimezone(calendar.zone).date()
    opens_on = schedule.days_before(calendar, today, 4)
    yield datetime.combine(opens_on, time(9, 5), calendar.zone)
    office = company.actors.get("olu") or company.actors["bola"]
    translations(company, today)
    year = "3" if company.is_primary else "7"
    agreement = Agreement.objects.get(audience=audience_of(Kind.PUPIL, year))
    row = campaigns.make(
        agreement=agreement,
        title=f"Year {year}, this year",
        groups={"year_groups": [year], "tutor_groups": [], "kinds": []},
        opens_on=opens_on,
        closes_on=today + timedelta(days=21),
        reminder_days=[10, 21],
        by=office,
    )
    campaigns.start(campaign=row, by=office)
    clock = Actor.for_system("campaigns", school_id=company.school.pk)
    while rounds.ask_some(campaign=row.pk, by=clock):
        pass
    # What was written then was sent then.
    Letter.objects.filter(campaign=row).update(sent_at=F("made_at"))
    yield max(now - timedelta(days=2), datetime.combine(opens_on, time(18), calendar.zone))
    _answers(company, row)


def translations(company: Company, today: date) -> None:
    """The lead gives two agreements in Polish as well."""
    lead = company.actors.get("lena") or company.actors["boris"]
    for code in TRANSLATED:
        version = in_force(code, today)
        if version is not None:
            text = (_TEXTS / f"{code}.{POLISH}.md").read_text(encoding="utf-8")
            translating.publish(version=version, locale=POLISH, text=text, by=lead)


def _answers(company: Company, campaign: Campaign) -> None:
    """Half of some families sign, some forget the child's part, one refuses, one disagrees."""
    rng = random.Random(f"agreements of {company.slug}")
    rows = list(asks().filter(campaign=campaign).order_by("pk")[:_FAMILIES])
    parents = parents_of(row.subject_id for row in rows)
    by = Actor.for_system("links", school_id=company.school.pk)
    rows = [row for row in rows if parents[row.subject_id]]
    languages = iter([POLISH])  # the first of them reads Polish, where the words are there in it
    two = next((row for row in rows if len(parents[row.subject_id]) > 1), None)
    for number, row in enumerate(rows):
        first, chance = parents[row.subject_id][0], rng.random()
        if row == two:
            sign_by_link(row, Part.PARENT, first, by)
            _refuse(row, parents[row.subject_id][1], by)
        elif number == 1:
            _refuse(row, first, by)
        elif chance < _PARENT_SIGNS:
            sign_by_link(row, Part.PARENT, first, by, next(languages, ENGLISH))
            if chance < _BOTH_SIGN:
                sign_by_link(row, Part.OWN, row.subject, by)


def sign_by_link(ask: Ask, part: Part, who: Person, by: Actor, locale: str = ENGLISH) -> None:
    """Somebody without an account signs by the link of their letter."""
    hand = Hand(
        name=who.name,
        statement=_AGREE,
        part=part,
        means=Means.LINK,
        subject=ask.subject,
        signer=who,
        ip="203.0.113.7",
        browser="Demonstration",
    )
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{ask.pk} {part} {who.pk}")
    there = locale in texts.locales_of(ask.version)
    language = locale if there else ENGLISH
    answering.sign(ask=ask, hand=hand, once_key=key, by=by, locale=language)


def _refuse(ask: Ask, who: Person, by: Actor) -> None:
    answering.decline(ask=ask, part=Part.PARENT, means=Means.LINK, reason=_NO, by=by, person=who)
