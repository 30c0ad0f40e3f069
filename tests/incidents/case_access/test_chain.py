"""Who has a case when any of the cast are out of it: every combination, against a plain table."""

from datetime import date
from itertools import product

import pytest
from django.utils import timezone

from esafety.access.roles import Role
from esafety.people.models import Person
from incidents import queries
from incidents.models import Exclusion, Incident, InvolvedPerson
from tests.factories.schools import make_member
from tests.incidents.cases import member

CAST = ("lena", "dep", "dee", "ddsl", "hari", "sima", "cora")
KINDS = {
    "ordinary": {},
    "staff": {"staff_subject": True},
    "protected": {"child_protection": True},
}
NAMED, KEPT_OUT, STEPPED_BACK = "named", "excluded", "recused"
# How those who are out are out: all the same way, or by turns.
WAYS = ((NAMED,), (KEPT_OUT,), (NAMED, KEPT_OUT), (STEPPED_BACK, NAMED))


def expected(kind: str, out: dict[str, str]) -> set[str]:
    """The chain of spec/roles.md, written down plainly. `out`: who is out of the case, and how."""
    if out.get("hari") == NAMED:
        return {"cora"} - out.keys()
    if kind == "ordinary":
        readers = {"lena", "dep", "dee", "ddsl", "hari", "sima"} - out.keys()
        # A senior leader reads and cannot act, so the case needs the chair as well.
        nobody_acts = {"lena", "dep", "dee", "ddsl", "hari"} <= out.keys()
        return readers | ({"cora"} - out.keys() if nobody_acts else set())
    if kind == "staff":
        return {"hari"} - out.keys() or {"cora"} - out.keys()
    return {"dee", "ddsl", "hari"} - out.keys() or {"cora"} - out.keys()


@pytest.fixture
def cast(oakfield, lena, dee, hari, cora):
    return {
        "lena": lena,
        "dep": make_member(oakfield, "Dana Damson", Role.DEPUTY_LEAD),
        "dee": dee,
        "ddsl": make_member(oakfield, "Elif Elder", Role.DEPUTY_DSL),
        "hari": hari,
        "sima": make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER),
        "cora": cora,
    }


def combinations():
    """Each kind of case with each choice of who is out, in each of the ways to be out."""
    for kind, bits, ways in product(KINDS, product((False, True), repeat=len(CAST)), WAYS):
        gone = [who for who, out in zip(CAST, bits, strict=True) if out]
        yield kind, {who: ways[n % len(ways)] for n, who in enumerate(gone)}


def make_all(school, cast) -> list[tuple[Incident, str, dict[str, str]]]:
    """An incident for each combination, in three writes."""
    now, found = timezone.now(), []
    for number, (kind, out) in enumerate(combinations()):
        facts = {"submitted_at": now, "last_entry_at": now, "happened_on": date(2026, 11, 2)}
        incident = Incident(school=school, reference=f"OAK-{number}", **facts, **KINDS[kind])
        found.append((incident, kind, out))
    Incident.objects.bulk_create(incident for incident, _kind, _out in found)
    entries = {who: Person.objects.get(membership=a.membership_id) for who, a in cast.items()}
    members = {who: member(actor) for who, actor in cast.items()}
    named, excluded = [], []
    for incident, _kind, out in found:
        for who, way in out.items():
            if way == NAMED:
                facts = {"person": entries[who], "kind": "staff", "part": "witness"}
                named.append(InvolvedPerson(school=school, incident=incident, **facts))
            else:
                facts = {"member": members[who], "kind": way, "reason": "Out."}
                facts |= {"made_at": now, "made_by": members[who]}
                excluded.append(Exclusion(school=school, incident=incident, **facts))
    InvolvedPerson.objects.bulk_create(named)
    Exclusion.objects.bulk_create(excluded)
    return found


def test_every_combination_of_who_is_out_agrees_with_the_table(oakfield, cast):
    found = make_all(oakfield, cast)
    seen = {
        who: set(queries.visible_to(actor).values_list("pk", flat=True))
        for who, actor in cast.items()
    }

    wrong = [
        (kind, out, {who for who in CAST if incident.pk in seen[who]})
        for incident, kind, out in found
        if {who for who in CAST if incident.pk in seen[who]} != expected(kind, out)
    ]

    assert len(found) == 3 * 2**7 * len(WAYS)
    assert wrong == []


def test_who_can_see_one_case_is_the_same_rule(oakfield, cast, django_assert_num_queries):
    names = {actor.membership_id: who for who, actor in cast.items()}
    found = make_all(oakfield, cast)

    for incident, kind, out in found[::61]:
        with django_assert_num_queries(4, exact=False):
            members = queries.who_can_see(incident)
        assert {names[one.pk] for one in members} == expected(kind, out), (kind, out)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_knows_the_chair_and_the_person_outside(kind):
    but_the_chair = [who for who in CAST if who != "cora"]

    assert expected(kind, dict.fromkeys(CAST, NAMED)) == set()
    assert expected(kind, dict.fromkeys(CAST, KEPT_OUT)) == set()
    assert expected(kind, dict.fromkeys(but_the_chair, KEPT_OUT)) == {"cora"}


def test_a_case_of_both_kinds_is_the_safeguarding_teams_and_the_heads(oakfield, cast):
    facts = {"submitted_at": timezone.now(), "last_entry_at": timezone.now()}
    both = Incident.objects.create(
        school=oakfield,
        reference="OAK-BOTH",
        happened_on=date(2026, 11, 2),
        staff_subject=True,
        child_protection=True,
        **facts,
    )

    seen = {w for w, a in cast.items() if queries.visible_to(a).filter(pk=both.pk).exists()}

    assert seen == {"dee", "ddsl", "hari"}
