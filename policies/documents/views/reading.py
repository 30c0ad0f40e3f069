"""The hub, the register, one policy, its revisions, the archive."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from esafety import differences, pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import hub as parts
from policies.documents import presenters, queries
from policies.documents.choices import State
from policies.documents.forms.details import CompareForm, RegisterForm
from policies.documents.views import pages

_READ = Permission.POLICY_READ


@permission(_READ)
@require_safe
def hub(request, school):
    """The way to all parts, and what waits for this reader."""
    today = schools.local_today(request.school)
    keeps = queries.keeps(request.actor)
    context = {
        "doors": parts.doors(request.actor, school),
        "waiting": list(queries.waiting_for(request.actor)),
        "asked": list(queries.asked_of(request.actor, today)),
        "overdue": list(queries.overdue(request.actor, today)) if keeps else [],
    }
    return render(request, "documents/hub.html", context)


@permission(_READ)
@require_safe
def policies(request, school):
    """The register, narrowed down by state and by review."""
    today = schools.local_today(request.school)
    form = RegisterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.register(request.actor, today, **asked)
    context = {
        "entries": presenters.register(rows, today),
        "form": form,
        "keeps": queries.keeps(request.actor),
        "narrowed": any(asked.values()),
    }
    return render(request, "documents/policies.html", context)


@permission(_READ)
@require_safe
def archive(request, school):
    """Policies that were withdrawn, for those who keep the policies."""
    if not queries.keeps(request.actor):
        raise Http404
    rows = queries.visible_to(request.actor).filter(state=State.WITHDRAWN)
    return render(request, "documents/archive.html", {"policies": rows})


@permission(_READ)
@require_safe
def policy(request, school, code):
    """One policy: what is in force, how it stands, and what this reader may do with it."""
    found = pages.find_policy(request, code)
    revision, keeps = queries.current(found), queries.keeps(request.actor)
    draft = queries.draft_of(found) if keeps else None
    context = {
        "policy": found,
        "tone": presenters.TONES[State(found.state)],
        "facts": presenters.facts(found),
        "revision": revision,
        "sections": pages.as_published(revision) if revision else [],
        "changed": pages.changed_tables(revision) if revision else [],
        "keeps": keeps,
        "draft": draft,
        "moves": pages.moves(request, found, draft),
        "can_pdf": pdf.is_available(),
        **pages.shown_consultation(request, queries.open_consultation(found)),
    }
    return render(request, "documents/policy.html", context)


@permission(_READ)
@require_safe
def policy_history(request, school, code):
    """Every revision and consultation of a policy."""
    found = pages.find_policy(request, code)
    past = queries.consultations(found) if queries.keeps(request.actor) else []
    context = {"policy": found, "history": pages.told(found), "consultations": past}
    return render(request, "documents/history.html", context)


@permission(_READ)
@require_safe
def policy_revision(request, school, code, number):
    """One revision as it was published."""
    revision = pages.find_revision(pages.find_policy(request, code), number)
    context = {
        "policy": revision.policy,
        "revision": revision,
        "facts": presenters.title_page(revision),
        "sections": pages.as_published(revision),
        "can_pdf": pdf.is_available(),
    }
    return render(request, "documents/revision.html", context)


@permission(_READ)
@require_safe
def policy_pdf(request, school, code, number):
    """One revision on paper."""
    revision = pages.find_revision(pages.find_policy(request, code), number)
    return pages.pdf_answer(request, revision, revision.get_absolute_url(), names=True)


@permission(_READ)
@require_safe
def compare_revisions(request, school, code):
    """Any two revisions side by side."""
    found = pages.find_policy(request, code)
    rows = list(queries.revisions(found))
    last = [row.number for row in rows[:2]]
    usual = {"older": last[-1], "newer": last[0]} if last else {}
    form = CompareForm({**usual, **request.GET.dict()}, revisions=rows)
    whole = "whole" in request.GET
    context = {"policy": found, "form": form, "whole": whole}
    if form.is_valid():
        texts = {row.number: row.text for row in rows}
        asked = form.cleaned_data
        lines = differences.between(texts[asked["older"]], texts[asked["newer"]])
        context["differ"] = differences.differ(lines)
        context["rows"] = differences.side_by_side(lines, whole=whole)
    return render(request, "documents/compare.html", context)
