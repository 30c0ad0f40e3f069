"""Saying who one is: the name, and where the school wants it a child's date of birth, beside what
the school's directory holds."""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from aup import queries as agreements
from aup.choices import AskState
from aup.models import Ask, Link, PaperCode
from aup.queries import by_link as queries
from aup.services import by_link, links
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import words

WRONG_NAME = gettext_noop(
    "The school has another name here. Type your first name and your last name."
)
WRONG_DAY = gettext_noop("This is not the date of birth that the school has for your child.")


MOST_WORDS = 5
"""As many words as a name may have that is typed, unless the directory has a longer one."""


class WrongDay(Refused):
    """The date of birth is that of none of the children."""


@transaction.atomic
def use_link(
    *, link: Link, name: str, born: date | None, used_key: uuid.UUID, by: Actor
) -> Link | None:
    """Let somebody in by their link. Raises Refused where the name or the day does not fit; None
    where the link does not work (any more)."""
    check(person=link.person, name=name, born=born)
    return by_link.use(link=link, used_key=used_key, by=by)


@transaction.atomic
def use_code(
    *, code: PaperCode, name: str, born: date | None, used_key: uuid.UUID, by: Actor
) -> Link | None:
    """Let somebody in by the code on a form: it works once for each of those who may sign it, and
    leads to the question of that form alone. The link of an earlier code of the form ends.

    Raises Refused where the name is none of theirs or the day does not fit; None where the code
    was used by this person before.
    """
    PaperCode.objects.select_for_update().get(pk=code.pk)
    person = _holder(code.ask, name)
    if asks_birth_date_for(code.ask) and born != code.ask.subject.date_of_birth:
        raise WrongDay(_(WRONG_DAY))
    before: Link | None = Link.objects.filter(paper_code=code, person=person).first()
    if before is not None:
        return by_link.use(link=before, used_key=used_key, by=by)
    now = timezone.now()
    earlier = Link.objects.filter(person=person, paper_code__ask=code.ask, ended_at__isnull=True)
    earlier.update(ended_at=now)  # nobody reads on an older form what is signed by a newer one
    days = agreements.settings_of(code.school_id).link_days
    link = Link(
        school_id=code.school_id,
        key=uuid.uuid4(),
        person=person,
        made_at=now,
        expires_at=now + timedelta(days=days),
        used_at=now,
        used_key=used_key,
        paper_code=code,
    )
    link.token_hash = links.hash_of(links.token_of(link))
    link.save(force_insert=True)
    audit.record(by=by, type="agreement.link_used", object=str(link))
    return link


def check(*, person: Person, name: str, born: date | None) -> None:
    """Refuse with a sentence unless the name, and where it is asked for the day, is theirs."""
    if not fits(person, name):
        raise Refused(_(WRONG_NAME))
    if asks_birth_date(person) and born not in _births(person):
        raise WrongDay(_(WRONG_DAY))


def fits(person: Person, name: str) -> bool:
    """Whether what was typed ends in the person's last name, or begins with it and a comma;
    capitals, accents and titles do not matter. One try is one name: no list of them fits."""
    wanted = words(person.last_name)
    last, _comma, first = name.partition(",")
    typed = [*words(first), *words(last)]
    most = max(MOST_WORDS, len(words(person.first_name)) + len(wanted))
    return bool(wanted) and len(typed) <= most and typed[-len(wanted) :] == wanted


def asks_birth_date(person: Person) -> bool:
    """Whether the school wants a child's date of birth and has one to compare."""
    return agreements.settings_of(person.school_id).ask_birth_date and bool(_births(person))


def asks_birth_date_for(ask: Ask) -> bool:
    """The same of a printed form, before it is known who holds it."""
    has_one = ask.subject.kind == Kind.PUPIL and ask.subject.date_of_birth is not None
    return agreements.settings_of(ask.school_id).ask_birth_date and has_one


def _births(person: Person) -> set[date]:
    return queries.birth_dates(queries.children_of(person, timezone.localdate()))


def _holder(ask: Ask, name: str) -> Person:
    """Which of those who may sign a form holds it: told by the name, the first name where two
    have the same last one."""
    today = timezone.localdate()
    people = list(queries.guardians_now(ask.subject, today))
    if ask.subject.kind != Kind.PUPIL:
        people = [ask.subject]
    able = [one for one in people if queries.may_sign(one, ask, today)]
    found = [one for one in able if fits(one, name)] if ask.state != AskState.SUPERSEDED else []
    if len(found) > 1:
        typed = set(words(name))
        found = [one for one in found if set(words(one.first_name)) & typed]
        if len(found) != 1:
            raise Refused(_("Type your first name and your last name."))
    if not found:
        raise Refused(_(WRONG_NAME))
    return found[0]
