"""Sending signers their own copy: a mail with a link to it, and nothing else about anybody.

Who signed with an account gets the address of their own page; everybody else whose address the
school has, a letter with a link of their own. A pupil without an account has no letter: the
parent beside whom they signed has their copy. The mail goes out in the worker.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from aup.choices import LetterKind
from aup.services import links
from esafety import mail
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.schools.models import Membership
from esafety.signatures import queries as signatures
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature


def send_later(signature: Signature) -> None:
    """A job for the copy of a signature, inside the transaction in which it was made; none where
    nobody can be written to."""
    if _account_of(signature) or _writes_to(signature):
        jobs.enqueue(
            kind="agreement.copy",
            school_id=signature.school_id,
            payload={"signature": signature.pk},
        )


def send(*, signature_id: int) -> None:
    """Send the copy of one signature: a mail to the account, or a letter to the person.

    A letter leads to all copies of its person, so there is one a day at most, however many
    children somebody signs for. Raises what the mail server raises, so that the job is tried again.
    """
    signature = (
        signatures.signatures().select_related("member__user", "signer").get(pk=signature_id)
    )
    by = Actor.for_system("signatures", school_id=signature.school_id)
    member, person = _account_of(signature), _writes_to(signature)
    if member is not None:
        _mail(signature, member)
        record_sent(signature=signature, by=by)
    elif person is not None:
        key = f"copy:{person.pk}:{timezone.localdate():%Y%m%d}"
        links.write(person=person, kind=LetterKind.COPY, once_key=key, by=by)


@transaction.atomic
def record_sent(*, signature: Signature, by: Actor) -> None:
    """That the mail to an account has gone out, in the audit log; a letter is recorded as one."""
    audit.record(by=by, type="agreement.copy_sent", object=str(signature))


def _mail(signature: Signature, member: Membership) -> None:
    path = reverse("aup:mine", args=[signature.school.slug])
    context = {
        "school": signature.school.name,
        "link": settings.SITE_URL + path,
        "code": signature.code,
    }
    mail.send(template="copy", to=member.user.email, context=context)


def _account_of(signature: Signature) -> Membership | None:
    """The account to which the copy goes. A teacher who was present with a class has no copy: what
    was signed is the children's."""
    member = signature.member
    if member is None or signature.part == Part.WITNESS:
        return None
    return member if member.left_on is None and member.user.is_active else None


def _writes_to(signature: Signature) -> Person | None:
    """Who signed without an account and can be written to."""
    person = signature.signer
    if person is None or signature.member_id or person.kind == Kind.PUPIL or not person.email:
        return None
    return person
