"""Visitors: entered, asked and signing in one act at the tablet, or expected and written to."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import queries
from aup.choices import AnswerKind, AskState, LetterKind
from aup.coming import AUDIENCE_OF, KIND_OF, Coming, names, part_of
from aup.models import Agreement, AgreementVersion, Answer, Ask, KioskDay
from aup.queries.reception import open_kiosks, same_named_today
from aup.services import answering, asking, links
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.languages import ENGLISH
from esafety.people.models import Person
from esafety.people.names import search_key
from esafety.signatures.choices import Means
from esafety.signatures.services.signing import Hand


@dataclass(frozen=True)
class Visit:
    """What somebody says of their visit; `group` lists those for whom a group's person signs."""

    name: str
    coming: Coming
    coming_from: str = ""
    sees: str = ""
    group: tuple[str, ...] = ()
    email: str = ""


@transaction.atomic
def sign(
    *,
    kiosk: KioskDay,
    visit: Visit,
    statement: str,
    ip: str,
    browser: str,
    once_key: uuid.UUID,
    by: Actor,
    locale: str = ENGLISH,
) -> Answer:
    """Enter, ask and sign in one; pressed twice, it is the same signature."""
    person, ask = _asked_today(kiosk, visit, by)
    hand = Hand(
        name=visit.name,
        statement=statement,
        part=part_of(visit.coming),
        means=Means.KIOSK,
        subject=person,
        signer=person,
        ip=ip,
        browser=browser,
        answers=_answers(visit),
    )
    return answering.sign(ask=ask, hand=hand, once_key=once_key, by=by, locale=locale)


@transaction.atomic
def decline(*, kiosk: KioskDay, visit: Visit, reason: str, by: Actor) -> Answer:
    """Enter, ask and refuse in one; pressed twice, it is the same answer."""
    person, ask = _asked_today(kiosk, visit, by)
    last = queries.answers_of(ask).last()
    said = last is not None and last.kind == AnswerKind.DECLINED
    if last is not None and said and last.reason == reason.strip():
        return last
    return answering.decline(
        ask=ask,
        part=part_of(visit.coming),
        means=Means.KIOSK,
        reason=reason,
        by=by,
        person=person,
    )


@transaction.atomic
def expect(*, visit: Visit, day: date, by: Actor) -> Ask:
    """Enter a visitor who is to come, ask them and write them a letter with their link, once.

    Raises Refused for a role that may not, a day that is over, and where there is no agreement.
    """
    sentence = _("Your role does not let you enter visitors.")
    require(by, Permission.AGREEMENT_MANAGE, sentence)
    if day < timezone.localdate():
        raise Refused(_("This day is over. Choose today or a later day."))
    version = current_version(visit.coming)
    person = _person(visit, day, by, "agreement.visitor_expected")
    ask = _asked(version, person, day, by)
    if ask.state == AskState.ASKED and person.email:
        key = f"visitor:{ask.pk}"
        links.write(person=person, kind=LetterKind.ASK, once_key=key, by=by)
    return ask


def current_version(coming: Coming) -> AgreementVersion:
    """The words that somebody who comes as this signs today; Refused where there are none."""
    agreement = Agreement.objects.filter(audience=AUDIENCE_OF[coming]).order_by("pk").first()
    found = queries.in_force(agreement.code, timezone.localdate()) if agreement else None
    if found is None:
        raise Refused(_("There is nothing to sign here yet. Please ask at the desk."))
    return found


def _asked_today(kiosk: KioskDay, visit: Visit, by: Actor) -> tuple[Person, Ask]:
    # One at a time on each tablet: two taps find the person whom the first of them entered.
    held = open_kiosks().select_for_update(of=("self",)).filter(pk=kiosk.pk).first()
    if held is None:
        raise Refused(_("The tablet is closed. Please ask at the desk."))
    version, today = current_version(visit.coming), timezone.localdate()
    person = _person(visit, today, by, "agreement.visitor_came")
    return person, _asked(version, person, today, by)


def _asked(version: AgreementVersion, person: Person, day: date, by: Actor) -> Ask:
    asking.ask(version=version, people=[person], by=by, due_on=day)
    ask: Ask = queries.asks().get(subject=person, version=version)
    return ask


def _person(visit: Visit, day: date, by: Actor, event: str) -> Person:
    """Who is known under this name for the day, else somebody new; a day's visitor leaves with
    the day, everybody else when the office says so."""
    first, last = names(visit.name)
    if not last:
        raise Refused(_("Type your name."))
    kind, key = KIND_OF[visit.coming], search_key(first, last)
    known = same_named_today(kind, key, day)
    if known is not None and (not visit.email or known.email.casefold() == visit.email.casefold()):
        return known
    person = Person(
        school_id=by.school_id,
        kind=kind,
        first_name=first,
        last_name=last,
        email=visit.email,
        job_title=visit.coming_from[:80],
        joined_on=day,
        left_on=day + timedelta(days=1) if visit.coming == Coming.VISITOR else None,
        search_key=key,
    )
    person.save(force_insert=True)
    audit.record(by=by, type=event, object=str(person), data={"kind": str(kind)})
    return person


def _answers(visit: Visit) -> dict[str, object]:
    said: dict[str, object] = {
        "comes as": str(visit.coming),
        "from": visit.coming_from,
        "visits": visit.sees,
    }
    return {**said, "group": list(visit.group)} if visit.group else said
