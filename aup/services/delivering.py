"""Telling those who must sign: a letter with a link, or a notice in their account."""

from collections.abc import Collection, Iterable

from django.db import transaction

from aup.choices import LetterKind
from aup.models import Agreement, Campaign
from aup.queries import settings_of
from aup.queries.reaching import Way
from aup.services import links
from esafety.access.actor import Actor
from esafety.notices import services as notices

ASKED, REMINDED = "agreement.asked", "agreement.reminded"


@transaction.atomic
def deliver(
    *,
    ways: Iterable[Way],
    agreement: Agreement,
    kind: LetterKind,
    key: str,
    by: Actor,
    campaign: Campaign | None = None,
    done: Collection[tuple[int, int]] = (),
) -> None:
    """Write to everybody once for each `key`, inside the transaction of the act it follows.

    One letter for a parent however many children; `done` are pairs of pupil and parent who need
    no letter. Those who cannot be reached are left out: pages list them.
    """
    days = settings_of(by.school_id).link_days
    for way in ways:
        for person in way.letters:
            if (way.person.pk, person.pk) not in done:
                once = f"{key}:{person.pk}"
                links.write(
                    person=person,
                    kind=kind,
                    once_key=once,
                    by=by,
                    campaign=campaign,
                    link_days=days,
                )
        if way.account is not None:
            notices.tell(
                member=way.account,
                kind=REMINDED if kind == LetterKind.REMINDER else ASKED,
                object=str(agreement),
                school_id=by.school_id,
                once_key=key,
            )
