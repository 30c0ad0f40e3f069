"""What the pages of the policies share: finding a row, a text in its sections, one act, a PDF."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from esafety import pdf
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies.documents import permissions, presenters, printing, queries, wording, workflow
from policies.documents.choices import State
from policies.documents.models import Consultation, Policy, PolicyDraft, PolicyRevision
from policies.documents.presenters import Section
from policies.documents.services import blanks, lifecycle

_A_DAY = 24 * 60 * 60


def find_policy(request: Any, code: str) -> Policy:
    """A policy that exists for this reader; else 404."""
    found: Policy = get_object_or_404(queries.visible_to(request.actor), code=code)
    return found


def find_revision(policy: Policy, number: int) -> PolicyRevision:
    """One revision. A number that no database holds is simply not there."""
    rows = queries.revisions(policy)
    found: PolicyRevision = get_object_or_404(rows, number=min(number, 2**31 - 1))
    return found


def changed_tables(revision: PolicyRevision) -> list[tuple[str, str, int]]:
    """The tables of a revision that have another version in force today: the code, what the table
    is called, and the number of that version."""
    changed, titles = lifecycle.changed_tables(revision), queries.table_titles()
    return [(code, titles.get(code, code), number) for code, number in changed.items()]


def newest(policy: Policy) -> PolicyRevision:
    """The newest revision; 404 where there is none."""
    revision = queries.current(policy)
    if revision is None:
        raise Http404
    return revision


def find_draft(policy: Policy) -> PolicyDraft:
    """The text that is being written; 404 where there is none."""
    draft = queries.draft_of(policy)
    if draft is None:
        raise Http404
    return draft


def find_readable_draft(request: Any, policy: Policy) -> PolicyDraft:
    """The same, for those who keep the policies and for those who are asked about it now."""
    consultation = queries.open_consultation(policy)
    asked = consultation is not None and permissions.is_asked(request.actor, consultation)
    if not (asked or queries.keeps(request.actor)):
        raise Http404
    return find_draft(policy)


def as_published(revision: PolicyRevision) -> list[Section]:
    """The text of a revision with its tables as they were fixed; those that have another version
    in force today say so."""
    today = schools.local_today(revision.policy.school)
    versions = queries.table_versions(revision.tables)
    in_force = queries.tables_in_force(wording.tables_in(revision.text), today)
    now = {
        code: version.number
        for code, version in in_force.items()
        if version.number != revision.tables.get(code)
    }
    return presenters.sections(revision.text, versions, now)


def as_drafted(source: str, school: Any) -> list[Section]:
    """A text that is not published: its blanks as they are filled in now, its tables as they are
    in force today."""
    text = wording.fill(source, blanks.values())
    today = schools.local_today(school)
    versions = queries.tables_in_force(wording.tables_in(text), today)
    return presenters.sections(text, versions)


def told(policy: Policy) -> list[presenters.Told]:
    """Every revision with the names of who wrote and approved it, newest first."""
    revisions = list(queries.revisions(policy))
    refs = {ref for one in revisions for ref in (one.author_ref, one.approved_by_ref)}
    return presenters.history(revisions, queries.names_of(refs))


def moves(request: Any, policy: Policy, draft: PolicyDraft | None) -> set[str]:
    """The names of the acts that this reader may do with the policy as it stands."""
    proposed = draft is not None and draft.proposed_at is not None
    found = set()
    for to, move in workflow.moves_from(policy.state).items():
        facts = {"proposed": proposed, "drafted": draft is not None, "reason": "-"}
        if permissions.may(request.actor, move.who, draft) and workflow.is_possible(
            act=move.audit_type, start=policy.state, to=to, **facts
        ):
            found.add(move.audit_type.partition(".")[2])
    writes = permissions.may(request.actor, workflow.Who.WRITER, draft)
    if policy.state in workflow.WRITING and not proposed and writes:
        found |= {"write", "propose"} if draft is not None else {"write"}
    if policy.state in workflow.WRITING and proposed and queries.keeps(request.actor):
        found.add("send_back")
    if writes and policy.state not in (State.APPROVED, State.WITHDRAWN) and not proposed:
        found.add("details")
    return found


def shown_consultation(request: Any, consultation: Consultation | None) -> dict[str, Any]:
    """A consultation with the answers that this reader may see."""
    if consultation is None:
        return {}
    return {
        "consultation": consultation,
        "replies": list(queries.replies_visible_to(request.actor, consultation)),
        "is_asked": permissions.is_asked(request.actor, consultation),
    }


def bound(request: Any) -> Any:
    """What was sent, or nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def act(
    request: Any, policy: Policy, form: Any, do: Callable[..., Any], done: Any, **words: Any
) -> HttpResponse:
    """The page of one act: its form, and the act when it is sent. `words`: title, text, and what
    is shown below the form."""
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            do(policy=policy, by=request.actor, **form.cleaned_data)
            messages.success(request, done)
            return redirect(policy)
    return render(request, "documents/act.html", {"policy": policy, "form": form, **words})


def pdf_answer(
    request: Any, revision: PolicyRevision, instead: str, *, names: bool
) -> HttpResponse:
    """A revision on paper, made as it is first asked for and kept for a while, since it never
    changes; no transaction is open. Where no PDF can be made, the page `instead`, which can be
    printed. Without `names` it says nothing of who wrote it."""
    key = f"policy-pdf:{revision.pk}:{names}"
    try:
        made = cache.get_or_set(key, lambda: _pdf(revision, names=names), _A_DAY)
    except pdf.PdfUnavailable:
        messages.error(request, _("PDFs cannot be made here. Print the page instead."))
        return redirect(instead)
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"{revision.policy.code}-r{revision.number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pdf(revision: PolicyRevision, *, names: bool) -> bytes:
    sections = presenters.sections(revision.text, queries.table_versions(revision.tables))
    history = told(revision.policy)
    return pdf.render(printing.html(revision, sections=sections, history=history, names=names))
