"""Words looked for in the log: a reference, words of a record, or somebody's name."""

from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection
from django.db.models import F, Func, Q, QuerySet

from esafety.people import names
from esafety.people.models import Person
from incidents import references
from incidents.models import Incident, InvolvedPerson, TypedSpelling

_MOST_WORDS = 8
# Sorts after every name that begins like the one typed, whatever the database's alphabet.
_AFTER = "z" * 20


def matching(visible: QuerySet[Incident], text: str) -> QuerySet[Incident]:
    """The incidents that the text finds among those the actor may see.

    A reference finds that one alone. Otherwise the words of the record and its chronology are
    searched (in PostgreSQL by word stems, with quotation marks, "or" and "-"), and names.
    """
    reference = references.tidy(text)
    if reference is not None:
        same = visible.filter(reference=reference)
        if same.exists():
            return same
    found = _by_words(text).values("pk").union(*(ids for ids in _by_name(text)))
    return visible.filter(pk__in=found)


def _by_words(text: str) -> QuerySet[Incident]:
    return _by_stems(text) if connection.vendor == "postgresql" else _by_parts(text)


def _by_stems(text: str) -> QuerySet[Incident]:
    """PostgreSQL: exactly the expression of the index incident_full_text, or it is not used."""
    vector = Func(
        F("search_text"),
        template="to_tsvector('english', %(expressions)s)",
        output_field=SearchVectorField(),
    )
    wanted = SearchQuery(text, config="english", search_type="websearch")
    return Incident.objects.order_by().alias(vector=vector).filter(vector=wanted)


def _by_parts(text: str) -> QuerySet[Incident]:
    """SQLite: every word somewhere in the record, whatever its ending."""
    parts = text.replace('"', " ").split()[:_MOST_WORDS]
    every = [Q(search_text__icontains=word) for word in parts]
    return Incident.objects.order_by().filter(reduce(and_, every, Q() if every else Q(pk=None)))


def _by_name(text: str) -> list[QuerySet[InvolvedPerson, dict[str, int]]]:
    """Incidents that have somebody of that name in the log, from the directory or typed."""
    rows = InvolvedPerson.objects.filter(removed_at__isnull=True).order_by()
    words = names.words(text)[:_MOST_WORDS]
    if not words:
        return [rows.filter(typed_name__icontains=text).values("incident")]
    known, typed = Person.objects.order_by(), rows
    for word in words:
        known = known.filter(search_key__contains=word)
        alike = TypedSpelling.objects.filter(form__range=(word, word + _AFTER))
        typed = typed.filter(pk__in=alike.values("involved"))
    linked = rows.filter(person__in=known.values("pk"))
    return [linked.values("incident"), typed.values("incident")]
