"""The floor: the same rows by bare Django views: no session, no rights, no pages around them."""

import uuid
from functools import cache

from django.db import connection, transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django_scopes import scopes_disabled

from esafety.audit import chain
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.people.names import spellings, words
from esafety.schools.models import School
from incidents.models import (
    Draft,
    Entry,
    Incident,
    IncidentType,
    InvolvedPerson,
    Submission,
    TypedSpelling,
)

SIZE = 50
_ROWS = """<!doctype html><title>Rows</title><table>{% for i in incidents %}<tr>
<td>{{ i.happened_on|date:"j M Y" }} {{ i.happened_at_time }}</td>
<td><a href="/{{ i.reference }}/">{{ i.reference }}</a> {{ i.get_status_display }}</td>
<td>{% for p in i.involved.all %}
{{ p.name }} {{ p.year_group }} {{ p.get_part_display }}<br>{% endfor %}</td>
<td>{% for t in i.types.all %}{{ t.label }}; {% endfor %}</td>
<td>{{ i.description }} {{ i.evidence }}</td>
<td>{{ i.get_outcome_display }} {{ i.outcome_words }}
{% for e in i.entries.all %}{{ e.get_action_display }} {{ e.text }}{% endfor %}</td>
<td>{{ i.handler.display_name }}</td></tr>{% endfor %}</table>"""
_TEMPLATE = engines["django"].from_string(_ROWS)


def _answer(incidents):
    return HttpResponse(_TEMPLATE.render({"incidents": incidents}))


@cache
def _school():
    return School.objects.get(slug="oakfield").pk


def _rows():
    people = InvolvedPerson.objects.filter(removed_at__isnull=True).select_related("person")
    return (
        Incident.objects.filter(school=_school())
        .select_related("handler")
        .prefetch_related("types", "entries", Prefetch("involved", people))
    )


@scopes_disabled()
def first(request):
    return _answer(_rows().order_by("-happened_on", "-reference")[:SIZE])


@scopes_disabled()
def last(request):
    return _answer(_rows().order_by("happened_on", "reference")[:SIZE])


@scopes_disabled()
def filtered(request):
    rows = _rows().filter(types__code=request.GET["type"], status=request.GET["state"])
    return _answer(rows.order_by("-happened_on", "-reference")[:SIZE])


@scopes_disabled()
def searched(request):
    words = "to_tsvector('english', search_text) @@ websearch_to_tsquery('english', %s)"
    rows = _rows().extra(where=[words], params=[request.GET["text"]])
    return _answer(rows.order_by("-happened_on", "-reference")[:SIZE])


@scopes_disabled()
def record(request, reference):
    return _answer(_rows().filter(reference=reference))


@csrf_exempt
@scopes_disabled()
@transaction.atomic
def submit(request):
    """Turns a draft into the rows of one submission; nothing is checked."""
    draft, now = Draft.objects.get(key=request.POST["draft"]), timezone.now()
    raw = draft.answers["raw"]
    facts = {"school_id": draft.school_id}
    incident = Incident.objects.create(
        **facts, reference=f"OAK-{uuid.uuid4().hex[:11]}", submitted_at=now, last_entry_at=now,
        reporter_id=draft.owner_id, reporter_name="Tom Thorn", place="inside", when="day",
        happened_on=now.date(), description=raw["words"]["description"][0],
        platforms=raw["words"]["platforms"], search_text=raw["words"]["description"][0],
    )  # fmt: skip
    types = IncidentType.objects.filter(code__in=raw["what"]["types"], **facts)
    incident.types.add(*types)
    facts["incident"] = incident
    for row in raw["who"]["rows"]:
        _involve(facts, row)
    Submission.objects.create(
        **facts, answers=raw, sha256="0" * 64, signed_name="Tom", declaration="True.",
        submitted_at=now, once_key=draft.key,
    )  # fmt: skip
    Entry.objects.create(**facts, kind="submitted", happened_at=now, entered_at=now)
    _chain(incident)
    for kind in ("incident.tell", "incident.confirm"):
        Job.objects.create(school_id=draft.school_id, kind=kind, created_at=now, run_after=now)
    draft.delete()
    return HttpResponse(incident.reference)


def _involve(facts, row):
    person = InvolvedPerson.objects.create(
        **facts, kind=row["kind"], part=row["part"], typed_name=row["name"]
    )
    forms = {form for word in words(row["name"]) for form in spellings(word)}
    TypedSpelling.objects.bulk_create(
        TypedSpelling(**facts, involved=person, form=form) for form in forms
    )


def _chain(incident):
    """One link of the audit chain, one writer at a time, so that both sides pay for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4137, %s)", [incident.school_id])
    before = AuditEvent.objects.filter(school_id=incident.school_id).order_by("-seq").first()
    seq, prev = (before.seq + 1, before.hash) if before else (1, chain.FIRST)
    AuditEvent.objects.create(
        school_id=incident.school_id, seq=seq, at=timezone.now(), type="incident.submitted",
        actor="system:floor", object=incident.audit_ref, prev_hash=prev, hash=uuid.uuid4().hex * 2,
    )  # fmt: skip


urlpatterns = [
    path("first/", first),
    path("last/", last),
    path("filtered/", filtered),
    path("searched/", searched),
    path("submit/", submit),
    path("record/<str:reference>/", record),
]
