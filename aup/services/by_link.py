"""Signing by somebody without an account, by the link they were sent or the code on a form.

Opening a link changes nothing: it is used when the person first says who they are, and from then on
it works in that browser alone. Who may sign what is decided on the locked row, each time anew.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup.choices import AnswerKind, AskState
from aup.models import Answer, Ask, Link
from aup.queries import by_link as queries
from aup.services import answering
from aup.services.answering import Held
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.languages import ENGLISH
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand


@dataclass(frozen=True)
class Signed:
    """What was put under one part: the name typed and the sentence ticked."""

    name: str
    statement: str


@transaction.atomic
def use(*, link: Link, used_key: uuid.UUID, by: Actor) -> Link | None:
    """Bind a link to the browser in which its person said who they are, with the key of that page.

    The same page sent twice is the same use. None where the link has ended meanwhile, or was used
    from another page before. Whoever calls this has made sure who it is.
    """
    row = Link.objects.select_for_update().get(pk=link.pk)
    if row.ended_at is not None or row.expires_at <= timezone.now():
        return None
    if row.used_key is not None:
        return row if row.used_key == used_key else None
    row.used_at, row.used_key = timezone.now(), used_key
    row.save(update_fields=["used_at", "used_key"])
    audit.record(by=by, type="agreement.link_used", object=str(row))
    return row


@transaction.atomic
def sign(
    *,
    link: Link,
    ask: Ask,
    parts: Mapping[Part, Signed],
    once_key: uuid.UUID,
    ip: str,
    browser: str,
    by: Actor,
    answers: Mapping[str, Any] | None = None,
    locale: str = ENGLISH,
) -> list[Answer]:
    """Sign parts of one question, all or nothing; the same form sent twice is the same answers.

    Raises Refused where the person may not sign (any more), and what answering refuses.
    """
    held = _check(link, ask, parts)
    row, person, done = held.ask, link.person, []
    left = queries.left_to_sign(person, row, held.said, held.parents)
    replaced = row.state == AskState.SUPERSEDED  # answering says so
    for part, signed in parts.items():
        key = key_of(once_key, row, part, person.pk)
        # Signed meanwhile on another device or in another window: nobody signs twice.
        if part not in left and not replaced and key not in held.forms:
            continue
        hand = Hand(
            name=signed.name,
            statement=signed.statement,
            part=part,
            means=means_of(link),
            subject=row.subject,
            signer=row.subject if part == Part.OWN else person,
            ip=ip,
            browser=browser,
            answers=dict(answers or {}),
        )
        done.append(answering.sign_held(held=held, hand=hand, once_key=key, by=by, locale=locale))
    return done


@transaction.atomic
def decline(*, link: Link, ask: Ask, part: Part, reason: str, by: Actor) -> Answer:
    """Refuse one part with a reason: one's own, or the child's. Said twice it is said once."""
    row = _check(link, ask, [part]).ask
    person = row.subject if part == Part.OWN else link.person
    newest = _newest(row, part, person.pk)
    if newest and newest.kind == AnswerKind.SIGNED:
        _check_no_code(link)
    if newest and newest.kind == AnswerKind.DECLINED and newest.reason == reason.strip():
        return newest
    return answering.decline(
        ask=row, part=part, means=means_of(link), reason=reason, by=by, person=person
    )


@transaction.atomic
def withdraw(*, link: Link, ask: Ask, reason: str, by: Actor) -> Answer:
    """Take back what one signed oneself, with a reason; not by the code of a form. Said twice it
    is said once."""
    row = _check(link, ask, []).ask
    _check_no_code(link)
    own = queries.may_sign(link.person, row, timezone.localdate())[-1]
    newest = _newest(row, own, link.person_id)
    if newest and newest.kind == AnswerKind.WITHDRAWN:
        return newest
    if newest is None or newest.kind != AnswerKind.SIGNED:
        raise Refused(_("You have not signed this."))
    return answering.withdraw(answer=newest, reason=reason, means=means_of(link), by=by)


def means_of(link: Link) -> Means:
    """How whoever holds this link was identified."""
    return Means.CODE if link.paper_code_id else Means.LINK


def key_of(once_key: uuid.UUID, ask: Ask, part: Part, person: int) -> uuid.UUID:
    """The key of one part of a form on which a child and somebody beside them sign, about one
    question and no other: the second follows from the first, by which is told whose form it was
    (`queries.copies_by_link`)."""
    childs = uuid.uuid5(once_key, f"{ask}:{Part.OWN}")
    return childs if part == Part.OWN else queries.key_beside(childs, person)


def _check(link: Link, ask: Ask, parts: Any) -> Held:
    """The locked question; Refused unless the link works and the parts are this person's."""
    held = answering.hold(ask)
    row = held.ask
    works = queries.still_works(link) and queries.is_for(link, row)
    may = queries.may_sign(link.person, row, timezone.localdate()) if works else ()
    if not may or not set(parts) <= set(may):
        raise Refused(_("You cannot sign this any more. Please ask the school."))
    return held


def _check_no_code(link: Link) -> None:
    """Whoever has a form in hand may answer it, and undo nothing that was signed."""
    if link.paper_code_id is not None:
        raise Refused(_("This is signed. To take it back, ask the school."))


def _newest(ask: Ask, part: Part, person_id: int) -> Answer | None:
    rows = Answer.objects.filter(ask=ask, part=part, person=person_id).select_related("signature")
    found: Answer | None = rows.order_by("pk").last()
    return found
