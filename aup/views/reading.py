"""The reading room of the agreements: for everyone who belongs to the school."""

from django.http import Http404
from django.shortcuts import render

from aup import pictures, presenters, queries
from aup.queries import texts
from aup.views import text_pages
from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools


@permission(Permission.POLICY_READ)
def agreements(request, school):
    """The agreements of the school, with who signs each."""
    may_manage = request.actor.can(Permission.AGREEMENT_MANAGE)
    context = {"agreements": queries.agreements(), "may_manage": may_manage}
    return render(request, "aup/agreements.html", context)


@permission(Permission.POLICY_READ)
def agreement(request, school, code):
    """One agreement as it is in force today, in the language that the reader chose."""
    version = queries.in_force(code, schools.local_today(request.school))
    if version is None:
        raise Http404
    writes = request.actor.can(Permission.AGREEMENT_WRITE)
    context = {
        "agreement": version.agreement,
        "version": version,
        "words": text_pages.words_of(request, version),
        "named": presenters.named(),
        "has_pictures": pictures.has_pictures(version.agreement),
        "can_pdf": pdf.is_available(),
        "writes": writes,
        "draft": texts.draft_of(version.agreement) if writes else None,
    }
    return render(request, "aup/agreement.html", context)
