"""One school with many incidents, written in bulk: five years, one to three people in each."""

import io
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max
from django_scopes import scope

from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.people.names import spellings
from esafety.schools.models import School
from incidents import references
from incidents.models import Incident, IncidentType, InvolvedPerson
from tests.factories.people import make_person
from tests.factories.schools import make_member, make_school, make_terms

FIRST_DAY = date(2021, 11, 22)
DAYS = 5 * 365
PUPILS = 1200
_TYPES = (
    ("bullying", "conduct", 34), ("age_inappropriate", "content", 14), ("hate", "content", 9),
    ("images_without_permission", "conduct", 9), ("violence", "content", 6),
    ("sexting_or_abuse_images", "conduct", 6), ("chain_or_threat", "conduct", 5),
    ("pornography", "content", 5), ("bypassing_security", "conduct", 4), ("grooming", "contact", 3),
    ("impersonation", "conduct", 3), ("others_account", "conduct", 2), ("disrepute", "conduct", 2),
    ("hacking_or_viruses", "conduct", 1), ("copyright", "conduct", 1), ("gambling", "commerce", 1),
    ("terrorism", "content", 1), ("drugs_or_bombs", "content", 1), ("other_breach", "conduct", 2),
)  # fmt: skip
_STATES = (
    ("closed", 88), ("submitted", 2), ("acknowledged", 2), ("investigating", 3), ("in_action", 2),
    ("not_incident", 3),
)  # fmt: skip
_FIRST = [
    "Ada",
    "Ben",
    "Cara",
    "Dev",
    "Ella",
    "Finn",
    "Gita",
    "Hugo",
    "Ines",
    "Jude",
    "Kaya",
    "Leo",
    "Mina",
    "Noor",
    "Otis",
    "Pia",
    "Quin",
    "Rosa",
]
_LAST = [
    "Ash",
    "Beech",
    "Clover",
    "Dale",
    "Elder",
    "Fern",
    "Gale",
    "Holly",
    "Ivy",
    "Juniper",
    "Keld",
    "Linden",
    "Moss",
    "Nettle",
    "Rowan",
]
_WORDS = [
    "pupil",
    "message",
    "group",
    "chat",
    "shared",
    "picture",
    "phone",
    "lunch",
    "screenshot",
    "account",
    "password",
    "class",
    "friend",
    "upset",
    "parent",
    "call",
    "asked",
    "delete",
    "posted",
    "comment",
    "video",
    "game",
    "online",
    "teacher",
    "told",
    "office",
    "evening",
    "weekend",
    "school",
    "name",
    "joke",
    "threat",
    "sorry",
    "block",
    "report",
    "profile",
    "follow",
    "story",
    "streak",
    "laptop",
    "filter",
]
_RARE = ("marigold", 300)  # about one incident in so many holds the word


def make_place() -> tuple[School, Any, Any]:
    """The school with its pupils, a head, a lead and a teacher: (school, lead, teacher)."""
    school = make_school()
    with scope(school=school):
        for year in range(2021, 2027):
            make_terms(school, year)
        make_member(school, "Hari Hazel", Role.HEAD, Role.STAFF)
        lead = make_member(school, "Lena Larch", Role.LEAD, Role.STAFF)
        teacher = make_member(school, "Tom Thorn", Role.STAFF)
        for number in range(PUPILS):
            name = f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}{number}"
            make_person(school, name, year_group=str(7 + number % 5))
        for position, (code, group, _weight) in enumerate(_TYPES):
            label = code.replace("_", " ").capitalize()
            IncidentType.objects.create(
                school=school, code=code, label=label, group=group, position=position
            )
    return school, lead, teacher


def load(school: School, lead: Any, *, number: int) -> None:
    """Write so many more incidents, and let PostgreSQL look at its tables afterwards."""
    first = Incident._base_manager.aggregate(last=Max("pk"))["last"] or 0
    rng = random.Random(first)
    with scope(school=school):
        people = list(Person.objects.filter(kind="pupil").values_list("pk", "year_group"))
        types = list(IncidentType.objects.order_by("position").values_list("pk", flat=True))
    numbers = range(first + 1, first + number + 1)
    _copy(Incident, _incidents(rng, school, lead, numbers))
    weights = [weight for _code, _group, weight in _TYPES]
    chosen = ((n, rng.choices(types, weights, k=rng.choice((1, 1, 2)))) for n in numbers)
    held = ({"incident_id": n, "incidenttype_id": t} for n, some in chosen for t in set(some))
    _copy(Incident.types.through, held)
    _involve(rng, school, numbers, people)
    _copy_entries(rng, school, numbers)
    with connection.cursor() as cursor:
        for table in ("incidents_incident", "incidents_involvedperson", "incidents_entry"):
            cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
        cursor.execute("VACUUM ANALYZE")


def _incidents(
    rng: random.Random, school: School, lead: Any, numbers: Iterable[int]
) -> Iterator[dict]:
    states, weights = zip(*_STATES, strict=True)
    used = set(Incident._base_manager.values_list("reference", flat=True))
    for number in numbers:
        while (reference := references.new(school.code)) in used:
            pass
        used.add(reference)
        day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        at = datetime.combine(day, time(rng.randrange(8, 17), rng.randrange(60)), UTC)
        state, words = rng.choices(states, weights)[0], " ".join(rng.choices(_WORDS, k=60))
        if number % _RARE[1] == 0:
            words += f" {_RARE[0]}"
        over = state == "closed"
        yield {
            "id": number, "school_id": school.pk, "reference": reference, "status": state,
            "urgent": "f", "submitted_at": at, "last_entry_at": at, "reporter_name": "Tom Thorn",
            "place": rng.choice(("inside", "inside", "outside", "both")), "place_words": "",
            "when": "day", "happened_on": day, "when_words": "", "happened_at_time": at.time(),
            "other_words": "", "description": words, "platforms": '["snapchat"]',
            "platform_words": "", "evidence": "Screenshots on the phone." if number % 3 else "",
            "evidence_held": "In the office" if number % 3 else "",
            "source": "member", "staff_subject": "f", "child_protection": "f",
            "ai_generated": "f", "strands": "[]", "handler_id": lead.membership_id,
            "summary": words[:120] if over else "", "investigation": "",
            "outcome": rng.choice(("support", "talk", "sanction")) if over else "",
            "outcome_words": words[120:220] if over else "", "search_text": words,
            "closed_at": at if over else None, "closed_by_id": lead.membership_id if over else None,
        }  # fmt: skip


def _involve(rng: random.Random, school: School, numbers: Iterable[int], people: list) -> None:
    """People of each incident: most from the directory, one in five typed by hand."""
    rows, forms, number = (
        [],
        [],
        InvolvedPerson._base_manager.aggregate(last=Max("pk"))["last"] or 0,
    )
    for incident in numbers:
        for part in rng.sample(("target", "offender", "witness"), rng.choice((1, 2, 2, 3))):
            number += 1
            row = {"id": number, "school_id": school.pk, "incident_id": incident, "part": part}
            row["bullying_role"] = ""
            if rng.random() < 0.2:
                last = f"{rng.choice(_LAST).lower()}{rng.choice(_LAST).lower()}"
                row |= {
                    "kind": "child",
                    "typed_name": f"Kim {last}",
                    "contact": "",
                    "year_group": "",
                }
                forms += [
                    (number, incident, form) for word in ("kim", last) for form in spellings(word)
                ]
            else:
                person, year = rng.choice(people)
                row |= {
                    "kind": "child",
                    "person_id": person,
                    "typed_name": "",
                    "contact": "",
                    "year_group": year,
                }
            rows.append(row)
    _copy(InvolvedPerson, rows)
    _copy(
        InvolvedPerson.spellings.rel.related_model,
        (
            {"school_id": school.pk, "involved_id": i, "incident_id": n, "form": f, "alone": "f"}
            for i, n, f in forms
        ),
    )


def _copy_entries(rng: random.Random, school: School, numbers: Iterable[int]) -> None:
    codes = ("told_lead", "parents", "advice", "other")
    started = datetime(2026, 1, 5, 9, tzinfo=UTC)
    rows = (
        {
            "school_id": school.pk, "incident_id": incident, "kind": "action", "action": action,
            "from_status": "", "to_status": "", "text": "Rang home.", "changes": "[]",
            "happened_at": started + timedelta(minutes=incident), "entered_at": started,
            "done_by_words": "",
        }
        for incident in numbers
        for action in rng.sample(codes, rng.choice((0, 1, 2)))
    )  # fmt: skip
    _copy(Incident.entries.rel.related_model, rows)


def _copy(model: Any, rows: Iterable[dict]) -> None:
    """COPY rows into a model's table; every row has the columns of the first or fewer."""
    rows, out = list(rows), io.StringIO()
    names = list({name: None for row in rows for name in row})
    for row in rows:
        out.write("\t".join(_cell(row.get(name)) for name in names) + "\n")
    out.seek(0)
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN", out)


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")
