"""The reading room of the agreements: for everyone who belongs to the school."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from aup import presenters, queries
from esafety.access.gates import permission
from esafety.access.permissions import Permission


@permission(Permission.POLICY_READ)
def agreements(request, school):
    """The agreements of the school, with who signs each."""
    return render(request, "aup/agreements.html", {"agreements": queries.agreements()})


@permission(Permission.POLICY_READ)
def agreement(request, school, code):
    """One agreement as it is in force today."""
    version = queries.in_force(code, timezone.localdate())
    if version is None:
        raise Http404
    context = {
        "agreement": version.agreement,
        "version": version,
        "body": presenters.rendered(version.text),
        "named": presenters.named(),
    }
    return render(request, "aup/agreement.html", context)
