"""Who is asked to sign while the demonstration begins: a class, and a teacher who has just come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from aup.models import AgreementVersion
from aup.services import asking
from esafety.demo.company import Company
from esafety.people.models import Person

_YEAR, _NEWCOMER = 2, "bill"


def asks(company: Company, now: datetime) -> Iterator[datetime]:
    """At the primary school the first class of year 2 and one teacher are asked, two days ago."""
    if not company.is_primary:
        return
    yield now - timedelta(days=2)
    due = (now + timedelta(days=12)).date()
    office, bill = company.actors["bola"], company.actors[_NEWCOMER]
    year = Person.objects.filter(kind="pupil", year_group=str(_YEAR)).order_by("tutor_group")
    group = year.values_list("tutor_group", flat=True).first()
    for code, people in (
        ("pupils-early", year.filter(tutor_group=group)),
        ("staff", Person.objects.filter(membership=bill.membership_id)),
    ):
        version = AgreementVersion.objects.get(agreement__code=code)
        asking.ask(version=version, people=people, by=office, due_on=due)
