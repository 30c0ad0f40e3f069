"""Links for those without an account, and the letters that carry them.

A letter is a row and a job, written with the act that needs it; the mail goes out in the worker and
holds no name: the school, why it writes, and the link.
"""

import base64
import hashlib
import hmac
import smtplib
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from aup import queries
from aup.choices import LetterKind
from aup.models import Campaign, Letter, Link, mark_of
from aup.queries import by_link
from esafety import mail
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.people.models import Person

_SALT = "aup.services.links"


@transaction.atomic
def write(
    *,
    person: Person,
    kind: LetterKind,
    once_key: str,
    by: Actor,
    campaign: Campaign | None = None,
    link_days: int | None = None,
) -> Letter | None:
    """Write to somebody once for each `once_key`, with a link of their own; None where the letter
    was written before. It joins the transaction of the act that needs it. Whoever writes many
    says how many days a link works, so that the school's choice is read once.

    Whoever has no address gets none: callers list those people for a printed form.
    """
    if Letter.objects.filter(once_key=once_key).exists():
        return None
    link = _link_for(person, link_days or queries.settings_of(person.school_id).link_days)
    letter = Letter(
        school_id=by.school_id,
        person=person,
        link=link,
        campaign=campaign,
        kind=kind,
        once_key=once_key,
        made_at=timezone.now(),
    )
    letter.save(force_insert=True)
    jobs.enqueue(kind="agreement.letter", school_id=by.school_id, payload={"letter": letter.pk})
    facts = {"kind": str(kind)}
    audit.record(by=by, type="agreement.letter_written", object=str(person), data=facts)
    return letter


@transaction.atomic
def write_again(*, person: Person, by: Actor) -> Letter | None:
    """Send a fresh link to the address the school has; the links before it end.

    At most one every five minutes: the letter before it is then still on its way, and its link
    goes on working. None then, and for somebody who has left or has no address.
    """
    now = timezone.now()
    key = f"again:{person.pk}:{int(now.timestamp()) // 300}"
    here = by_link.holders(timezone.localdate()).filter(pk=person.pk).exists()
    if not (here and person.email) or Letter.objects.filter(once_key=key).exists():
        return None
    Link.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)
    return write(person=person, kind=LetterKind.AGAIN, once_key=key, by=by)


@transaction.atomic
def ask_again(*, school_id: int, token: str) -> None:
    """Somebody with a link that does not work asks for a new one. Whether there ever was such a
    link is looked at by a job, so that asking takes the same time for any."""
    payload = {"hash": hash_of(token)}
    jobs.enqueue(kind="agreement.again", school_id=school_id, payload=payload)


def answer_again(*, token_hash: str, by: Actor) -> None:
    """Write to the person of a link, if there ever was one: ended and expired ones count."""
    row = Link.objects.select_related("person").filter(token_hash=token_hash).first()
    if row is not None:
        write_again(person=row.person, by=by)


def send(*, letter_id: int, is_last_try: bool = False) -> None:
    """Send the mail of a letter. A second run after it was sent sends nothing, and neither does
    one that asks to sign for a child who has left since it was written.

    A mail that is refused for good, or has no address, is marked in `Letter.failed`, in words that
    name nobody. Raises what the mail server raises otherwise, so that the job is tried again; what
    fails at the last try is marked as well.
    """
    letter = Letter.objects.select_related("person", "link", "school").get(pk=letter_id)
    if letter.sent_at is not None or letter.failed or letter.returned_at is not None:
        return
    _keep_number(letter)
    if not letter.person.email:
        _failed(letter, "no address")
        return
    asks = letter.kind in (LetterKind.ASK, LetterKind.REMINDER)
    if asks and not by_link.may_be_written_to(letter.person, timezone.localdate()):
        _failed(letter, "nobody to sign for")
        return
    try:
        _mail(letter)
    except OSError as error:  # every error of a mail server is one
        code = _refused_for_good(error)
        if code is not None or is_last_try:
            _failed(letter, f"refused {code}" if code else "not taken")
        if code is None:
            raise
        return
    Letter.objects.filter(pk=letter.pk, sent_at__isnull=True).update(sent_at=timezone.now())


def _keep_number(letter: Letter) -> None:
    """Write down, before the mail goes out, by what a notice that it came back finds the letter."""
    number = mail.number_of(str(letter))
    mark = mark_of(number, letter.person.email)
    Letter.objects.filter(pk=letter.pk).update(message_number=number, address_mark=mark)


def _mail(letter: Letter) -> None:
    school = letter.school
    path = reverse("sign:open", args=[school.slug, token_of(letter.link)])
    context = {"school": school.name, "link": settings.SITE_URL + path, "kind": letter.kind}
    template = "copy" if letter.kind == LetterKind.COPY else "agreement"
    mail.send(template=template, to=letter.person.email, context=context, once=str(letter))


def _refused_for_good(error: OSError) -> int | None:
    """The code with which a mail server says that it will never take this mail; None where it may
    take it later, or where the fault is ours."""
    found: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        found = [code for code, _words in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPDataError):
        found = [error.smtp_code]
    return found[0] if found and 500 <= found[0] <= 599 else None


def _failed(letter: Letter, why: str) -> None:
    Letter.objects.filter(pk=letter.pk, sent_at__isnull=True).update(failed=why)


def token_of(link: Link) -> str:
    """The secret in a link's address: made of its key and of the server's secret, kept nowhere."""
    made = salted_hmac(_SALT, link.key.bytes, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def hash_of(token: str) -> str:
    """By what a link is found: the SHA-256 of its secret."""
    return hashlib.sha256(token[:200].encode()).hexdigest()


def find(token: str) -> Link | None:
    """The link with that secret that still works; an unknown, an ended and an expired one, and that
    of somebody who has left, are all the same nothing."""
    wanted = hash_of(token)
    row: Link | None = (
        Link.objects.select_related("person", "school").filter(token_hash=wanted).first()
    )
    kept = row.token_hash if row else hash_of("")
    same = hmac.compare_digest(kept, wanted)
    works = row is not None and row.ended_at is None and row.expires_at > timezone.now()
    holders = by_link.holders(timezone.localdate())
    here = holders.filter(pk=row.person_id if row else 0).exists()
    return row if same and works and here else None


def _link_for(person: Person, days: int) -> Link:
    """The link that a person has and has not used, else a new one."""
    now = timezone.now()
    rows = Link.objects.filter(person=person, ended_at__isnull=True, used_at__isnull=True)
    known: Link | None = rows.filter(expires_at__gt=now + timedelta(days=days) / 2).last()
    if known is not None:
        return known
    link = Link(
        school_id=person.school_id,
        key=uuid.uuid4(),
        person=person,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    link.token_hash = hash_of(token_of(link))
    link.save(force_insert=True)
    return link
