"""Raising a concern without an account, and coming back to it by its code."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.schools.models import School
from incidents import answers as report
from incidents import entries
from incidents.choices import PersonKind
from incidents.concerns import codes, queries, shown
from incidents.concerns.choices import Source
from incidents.models import Concern, Incident, InvolvedPerson, Submission
from incidents.services import making
from incidents.services.people import name_person, narrow_if_about_staff

DECLARATION = gettext_lazy("I have told what I know, as well as I can.")
SHOWN_FOR = timedelta(minutes=10)
"""How long the same form, sent again, shows the code again: somebody else may sit there later."""


@dataclass(frozen=True)
class Raised:
    """A concern that has been raised; `code` is empty where it is not shown any more."""

    incident: Incident
    code: str
    is_new: bool


def raise_concern(
    *,
    school: School,
    source: Source,
    ready: dict[str, Any],
    told: dict[str, Any],
    name: str,
    reach: str,
    seed: uuid.UUID,
    by: Actor,
) -> Raised:
    """Take a concern from somebody without an account (Appendix H), once for each form.

    `ready` are checked answers in the shape of a report, `told` what was chosen on the plain page;
    `name` and `reach` may be empty; `seed` is the key in the form. The same form sent again gives
    the same concern and, for ten minutes and until the code is kept, the same code. Raises
    Refused when the answers are not a report.
    """
    once_key = codes.once_key_of(seed)
    before = queries.by_once_key(once_key)
    if before is not None:
        return _again(before, seed)
    who = {"name": name, "reach": reach, "source": str(source)}
    try:
        incident = _raise(school, {"ready": ready, "told": told}, who, seed, by)
    except IntegrityError:
        other = queries.by_once_key(once_key)  # pressed twice: the other one was faster
        if other is None:
            raise
        return _again(other, seed)
    return Raised(incident, codes.code_of(seed), is_new=True)


@transaction.atomic
def _raise(
    school: School, said: dict[str, Any], who: dict[str, str], seed: uuid.UUID, by: Actor
) -> Incident:
    now, once_key = timezone.now(), codes.once_key_of(seed)
    facts = _canonical(said, who, now)
    incident = making.create(
        school=school, facts=facts, now=now, reporter_name=who["name"], source=who["source"]
    )
    making.give_types(incident, facts["types"])
    for row in facts["people"]:
        _name(incident, row)
    Submission.objects.create(
        school=school,
        incident=incident,
        answers=facts,
        sha256=report.sha256(facts),
        signed_name=facts["signed_name"],
        declaration=facts["declaration"],
        submitted_at=now,
        once_key=once_key,
    )
    hashed = codes.hash_of(codes.code_of(seed))
    Concern.objects.create(
        school=school, incident=incident, code_hash=hashed, once_key=once_key, raised_at=now
    )
    entries.begin(incident, by=by, at=now)
    data = {"source": who["source"]}
    audit.record(by=by, type="concern.raised", object=incident.audit_ref, data=data)
    jobs.enqueue(
        kind="incident.tell", school_id=school.pk, payload={"incident": incident.reference}
    )
    return incident


def come_back(*, concern: Concern, by: Actor) -> Concern:
    """Somebody came back by the code; it is on the log without a word of who or from where. Who
    has the code needs it shown no more."""
    with transaction.atomic():
        audit.record(by=by, type="concern.read", object=concern.incident.audit_ref)
    shown.end(concern.once_key)
    return concern


def keep_code(*, seed: uuid.UUID) -> None:
    """Whoever sent the form with this key has kept the code: the form shows it no more."""
    shown.end(codes.once_key_of(seed))


def was_raised(*, seed: uuid.UUID) -> bool:
    """Whether the form with this key was sent before."""
    return queries.by_once_key(codes.once_key_of(seed)) is not None


def _again(concern: Concern, seed: uuid.UUID) -> Raised:
    fresh = timezone.now() - concern.raised_at <= SHOWN_FOR and not shown.is_over(concern.once_key)
    return Raised(concern.incident, codes.code_of(seed) if fresh else "", is_new=False)


def _canonical(said: dict[str, Any], who: dict[str, str], now: datetime) -> dict[str, Any]:
    """The answers as a report keeps them, with who told, as far as they said."""
    signing = {
        "reporter": who["name"],
        "signed_name": who["name"],
        "reach": who["reach"],
        "source": who["source"],
        "declaration": str(DECLARATION),
        "submitted_at": now.isoformat(timespec="microseconds"),
    }
    try:
        return report.canonical(said, **signing) | {"told": said["told"]}
    except report.Unfinished:
        raise Refused(_("Something is missing. Check what you wrote and send it again.")) from None


def _name(incident: Incident, row: dict[str, Any]) -> None:
    """One person the concern tells of. Without a name there is nothing that could be like a
    colleague's, but an adult who works here still narrows the circle."""
    facts = {name: row[name] for name in ("kind", "contact", "part")}
    if row["name"] and row["kind"] != PersonKind.UNKNOWN:
        name_person(incident=incident, typed_name=row["name"], **facts)
        return
    nameless = row["name"] or ("" if row["kind"] == PersonKind.UNKNOWN else _("Name not given"))
    one = InvolvedPerson.objects.create(
        school_id=incident.school_id, incident=incident, typed_name=nameless, **facts
    )
    narrow_if_about_staff(one)
