"""Who else is named by the incidents of a chronology, and so is masked in its PDF."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from esafety.people import names
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from incidents.choices import Part, PersonKind
from incidents.chronology.content import Chronology
from incidents.chronology.masking import Masker
from incidents.chronology.naming import Named, named, typed
from incidents.concerns.choices import Source
from incidents.models import Incident, InvolvedPerson

SHORTEST_CONTACT = 5
_OWNED = re.compile(r"['’`ʼ]s\b", re.IGNORECASE)
_ACTING = (Kind.STAFF, Kind.SUPPLY, Kind.GOVERNOR)
_KINDS = {
    Kind.PUPIL: PersonKind.CHILD,
    Kind.STAFF: PersonKind.STAFF,
    Kind.SUPPLY: PersonKind.STAFF,
    Kind.GOVERNOR: PersonKind.STAFF,
    Kind.GUARDIAN: PersonKind.GUARDIAN,
}
_SOURCES = {
    Source.CHILD: PersonKind.CHILD,
    Source.PARENT: PersonKind.GUARDIAN,
    Source.VISITOR: PersonKind.GUARDIAN,
}


def masker(
    person: Person,
    incidents: Sequence[Incident],
    chronology: Chronology,
    *,
    extra: Iterable[str] = (),
    small: Iterable[str] = (),
) -> Masker:
    """A masker for this chronology. Children, parents and others are masked whom an incident names
    or has named, their families, and whose full name stands in a text. Staff are kept where they
    act in their role, and masked where they are involved in more than witnessing."""
    return masker_for(incidents, texts(chronology), person=person, extra=extra, small=small)


def masker_for(
    incidents: Sequence[Incident],
    written: Sequence[str],
    *,
    person: Person | None = None,
    extra: Iterable[str] = (),
    small: Iterable[str] = (),
) -> Masker:
    """The same for any texts of these incidents; without a person nobody's own name is kept."""
    cast = _Cast(person)
    for incident in incidents:
        for row in incident.involved.all():
            cast.involve(row)
        if incident.source != Source.MEMBER and incident.reporter_name:
            kind = _SOURCES.get(Source(incident.source), PersonKind.OTHER)
            cast.add_typed(incident.reporter_name, kind, incident.pk)
    cast.add_families(incidents)
    cast.add_directory(written)
    phrases = {row.contact for one in incidents for row in one.involved.all()}
    long = [one for one in phrases if len(one) >= SHORTEST_CONTACT]
    local = {pk: frozenset(keys) for pk, keys in cast.local.items()}
    return Masker(
        cast.people.values(),
        local=local,
        phrases=long,
        extra=extra,
        small=small,
        pupils=cast.pupils,
    )


def texts(chronology: Chronology) -> list[str]:
    """Every text of it that would be masked."""
    found: list[str] = []

    def keep(text: str, incident: int) -> str:
        found.append(text)
        return text

    chronology.masked(keep)
    return found


class _Cast:
    """Those named, each with one label for the whole document, in the order of their naming."""

    def __init__(self, person: Person | None) -> None:
        self.person = person
        self.people: dict[str, Named] = {}
        self.local: dict[int, set[str]] = defaultdict(set)
        self.pupils: set[str] = set()
        self._by_name: dict[tuple[str, ...], str] = {}
        if person is not None:
            adult = person.kind != Kind.PUPIL
            own = named(f"p{person.pk}", "", person.first_name, person.last_name, adult=adult)
            self.people[own.key] = replace(own, subject=True)
            self._by_name[tuple(names.words(person.name))] = own.key

    def involve(self, row: InvolvedPerson) -> None:
        """Somebody of an incident. Staff who only saw something act in their role."""
        acting = row.kind == PersonKind.STAFF and row.part == Part.WITNESS
        if row.person is not None:
            if not (acting and row.person.kind in _ACTING):
                self.add_person(row.person, row.incident_id)
        elif row.typed_name and not acting:
            self.add_typed(row.typed_name, PersonKind(row.kind), row.incident_id)

    def add_person(self, one: Person, *incidents: int) -> None:
        """Somebody of the directory, masked. A typed name that is theirs is the same person."""
        key, words = f"p{one.pk}", tuple(names.words(one.name))
        known = key if key in self.people else self._by_name.get(words)
        if known is None:
            kind = _KINDS.get(Kind(one.kind), PersonKind.GUARDIAN)
            adult = kind != PersonKind.CHILD
            self.people[key] = named(key, _word(kind), one.first_name, one.last_name, adult=adult)
            self._by_name[words] = known = key
        for incident in incidents:
            self.local[incident].add(known)

    def add_typed(self, name: str, kind: PersonKind, incident: int) -> None:
        """A name typed by hand, masked; the same words are the same person throughout."""
        words = tuple(names.words(name))
        key = self._by_name.get(words)
        if key is None:
            key = f"t{len(self.people)}"
            adult = kind in (PersonKind.STAFF, PersonKind.GUARDIAN)
            self.people[key] = typed(key, _word(kind), name, adult=adult)
            self._by_name[words] = key
        self.local[incident].add(key)

    def add_families(self, incidents: Sequence[Incident]) -> None:
        """The parents and carers of everybody named, and the children of the named adults."""
        rows = [row for one in incidents for row in one.involved.all() if row.person_id]
        where: dict[int | None, set[int]] = defaultdict(set)
        for row in rows:
            where[row.person_id].add(row.incident_id)
        ids: set[int | None] = {*where, *([self.person.pk] if self.person else [])}
        ties = Guardianship.objects.select_related("guardian", "child").order_by("pk")
        for tie in ties.filter(child__in=ids) | ties.filter(guardian__in=ids):
            for one, other in ((tie.guardian, tie.child), (tie.child, tie.guardian)):
                if other.pk in ids:
                    self.add_person(one, *where.get(other.pk, ()))

    def add_directory(self, written: Iterable[str]) -> None:
        """Whose full name stands in a text: pupils, parents and visitors masked; staff kept. Of
        which other pupils a first name or surname does is told of: it may be anybody's."""
        found = (names.fold(_OWNED.sub("", one)) for one in written)
        text = f" {' '.join(found)} "
        used = set(text.split())
        for one in Person.objects.order_by("pk"):
            first, last = names.fold(one.first_name), names.fold(one.last_name)
            if f"p{one.pk}" in self.people:
                continue
            if one.kind == Kind.PUPIL:
                self.pupils.update(used.intersection(one.search_key.split()))
            if not used.intersection(last.split()):
                continue
            if one.kind in _ACTING:
                self._keep(one)
            elif f" {first} {last} " in text or f" {last} {first} " in text:
                self.add_person(one)

    def _keep(self, one: Person) -> None:
        """Somebody on the staff, whose name stays."""
        key = f"p{one.pk}"
        self.people[key] = named(key, "", one.first_name, one.last_name, adult=True)


def _word(kind: PersonKind) -> str:
    """What somebody of this kind is called in the document."""
    if kind == PersonKind.CHILD:
        return _("Child")
    return _("Adult") if kind in (PersonKind.STAFF, PersonKind.GUARDIAN) else _("Person")
