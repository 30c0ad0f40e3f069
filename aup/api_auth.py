"""Which program asks: by the bearer token of its request, and by nothing else."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from aup.queries import clients
from esafety.accounts.addresses import address_of
from esafety.limits import Limit, count, is_full

FAILED = Limit("api-failed", most=30, seconds=600)
"""Wrong tokens from one address; then wrong ones are told to wait. A right one always reads: the
school's own program often has the address of the whole school."""
READS = Limit("api-reads", most=60, seconds=60)
"""Readings of one program."""


def known(request: HttpRequest) -> HttpResponse | None:
    """Sets `request.client` for a token that counts; else the answer that refuses, the same for
    no token, an unknown one, an ended one and another school's."""
    token = _token(request)
    school = request.school  # type: ignore[attr-defined]
    client = clients.client_with(token) if school is not None else None
    if client is None:
        return _refused(address_of(request))
    if is_full(READS, str(client.pk)):
        return _too_many(READS)
    count(READS, str(client.pk))
    request.client = client  # type: ignore[attr-defined]
    return None


def problem(sentence: str, *, status: int) -> JsonResponse:
    """An error in words."""
    answer = JsonResponse({"error": sentence}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _token(request: HttpRequest) -> str:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _refused(address: str) -> HttpResponse:
    is_over = is_full(FAILED, address)
    count(FAILED, address)
    return _too_many(FAILED) if is_over else _who_are_you()


def _who_are_you() -> HttpResponse:
    answer = problem(_("Send a token of this school as “Authorization: Bearer …”."), status=401)
    answer["WWW-Authenticate"] = 'Bearer realm="esafety"'
    return answer


def _too_many(limit: Limit) -> HttpResponse:
    answer = problem(_("That was too often. Wait and try again."), status=429)
    answer["Retry-After"] = str(limit.seconds)
    return answer
