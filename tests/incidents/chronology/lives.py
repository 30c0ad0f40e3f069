"""Somebody with incidents, tasks and decisions, for the tests of chronologies."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from aup.models import Agreement, AgreementVersion
from esafety.schools.models import Membership
from incidents.models import Decision, Entry, InvolvedPerson, Measure, Task
from policies.models import RuleTable, RuleTableVersion
from tests.factories.incidents import make_incident


def any_member(school) -> Membership:
    return Membership.objects.order_by("pk").first()


def make_entry(incident, text, at=None, **extra) -> Entry:
    at = at or timezone.now()
    facts = {"kind": "note", "text": text, "happened_at": at, "entered_at": at, **extra}
    return Entry.objects.create(school=incident.school, incident=incident, **facts)


def make_task(incident, about=None, **extra) -> Task:
    facts = {
        "key": uuid4(),
        "title": "Speak to the family",
        "owner_role": "lead",
        "due_on": date(2026, 11, 20),
        "given_at": timezone.now(),
        **extra,
    }
    return Task.objects.create(school=incident.school, incident=incident, about=about, **facts)


def make_decision(incident, involved: InvolvedPerson, **extra) -> Decision:
    school = incident.school
    table, _made = RuleTable.objects.get_or_create(
        school=school, code="pupil-actions", defaults={"title": "Pupils", "shape": "tick"}
    )
    version = RuleTableVersion.objects.filter(table=table).first()
    if version is None:
        version = RuleTableVersion.objects.create(
            school=school, table=table, number=1, rows=[], effective_from=date(2026, 9, 1),
            sha256="0" * 64, made_at=timezone.now(), made_by_ref="system:tests",
        )  # fmt: skip
    facts = {
        "version": version,
        "grid": "pupil-actions",
        "misuse": "bullying",
        "misuse_words": "Cyberbullying",
        "row": {},
        "decided_at": timezone.now(),
        "decided_by": any_member(school),
        **extra,
    }
    made = Decision.objects.create(school=school, incident=incident, involved=involved, **facts)
    own = {"school": school, "decision": made}
    Measure.objects.create(code="warn", words="Warning", proposed=True, taken=True, **own)
    Measure.objects.create(
        code="inform", words="Inform parents", proposed=True, taken=False,
        reason="Ben Beech has no parents here.", **own,
    )  # fmt: skip
    return made


def make_agreement(school, *days, audience="students", title="Student agreement") -> Agreement:
    made = Agreement.objects.create(school=school, code=audience, title=title, audience=audience)
    for number, day in enumerate(days, start=1):
        AgreementVersion.objects.create(
            school=school, agreement=made, number=number, text="Words.", effective_from=day,
            sha256="0" * 64, made_at=timezone.now(), made_by_ref="system:tests",
        )  # fmt: skip
    return made


def make_life(school, person, other, number=1):
    """So many incidents of the person with somebody else, each with a task and a decision."""
    found = []
    for day in range(number):
        incident = make_incident(
            school,
            people=[(person, "offender"), (other, "target")],
            happened_on=date(2026, 10, 1 + day % 28),
            description=f"{person.name} shouted at {other.name}.",
        )
        mine = incident.involved.order_by("pk").first()
        make_entry(incident, f"Spoke to {other.first_name}.", entered_by=any_member(school))
        make_task(incident, mine)
        make_decision(incident, mine)
        found.append(incident)
    return found
