"""What the office may take out for others: copies of those who cannot fetch their own."""

from django.db.models import Q, QuerySet

from aup.coming import WHO_COMES
from aup.models import Answer
from esafety.signatures.choices import Means
from esafety.signatures.models import Signature
from esafety.signatures.queries import signatures

_BY_HAND = (Means.PAPER, Means.KIOSK)


def copies() -> QuerySet[Signature]:
    """Signatures whose certificate the office prints for the signer: made on paper or at the
    tablet, and all of visitors, supply teachers and groups. Everybody else has their own page or
    link, and the office does not read their network address: who signs by the code of a form does
    so on a device of their own."""
    visitors = Answer.objects.filter(ask__agreement__audience__in=WHO_COMES)
    mine = Q(means__in=_BY_HAND) | Q(pk__in=visitors.values("signature"))
    found: QuerySet[Signature] = signatures().filter(mine)
    return found
