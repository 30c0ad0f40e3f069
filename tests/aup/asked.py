"""Questions and answers for tests."""

import uuid
from datetime import date

from aup import queries
from aup.models import AgreementVersion
from aup.services import answering, asking
from esafety.access.actor import Actor
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand
from tests.factories.people import make_guardian, make_person


def version_of(audience: str) -> AgreementVersion:
    return AgreementVersion.objects.get(agreement__audience=audience)


def asked(school, person, *, due_on=None):
    """A question for this person about the agreement that is theirs."""
    version = version_of(queries.agreement_of(person).audience)
    by = Actor.for_system("campaigns", school_id=school.pk)
    [ask] = asking.ask(version=version, people=[person], by=by, due_on=due_on)
    return ask


def family(school, *, year_group="4", parents=("Pia Ash",)):
    """A pupil with parents or carers who have parental responsibility."""
    child = make_person(school, "Ada Ash", year_group=year_group)
    return child, [make_guardian(child, name) for name in parents]


def sign(ask, part, by, *, person=None, once_key=None, locale="en-gb", **changes):
    hand = Hand(
        name=person.name if person else "Ada Ash",
        statement="I agree.",
        part=Part(part),
        subject=ask.subject,
        signer=person,
        **{"means": Means.LINK, **changes},
    )
    key = once_key or uuid.uuid4()
    return answering.sign(ask=ask, hand=hand, once_key=key, by=by, locale=locale)


def decline(ask, part, by, *, person=None, reason="No."):
    return answering.decline(
        ask=ask, part=Part(part), means=Means.LINK, reason=reason, by=by, person=person
    )


FAR = date(2027, 7, 1)
