"""Saying who one is: the name folded, a child's date of birth where the school wants it."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError
from django.utils import timezone

from aup.choices import AskState
from aup.models import AgreementSettings, Ask, Link
from aup.services import papers, who
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from tests.aup.asked import asked
from tests.aup.linked import household, linked, signing, used
from tests.factories.people import make_guardian, make_person

BORN = date(2017, 5, 4)


def comes(link, name="Pia Ash", born=None, key=None):
    return who.use_link(
        link=link,
        name=name,
        born=born,
        used_key=key or uuid.uuid4(),
        by=signing(link.school),
    )


def types(code, name="Pia Ash", born=None, key=None):
    return who.use_code(
        code=code,
        name=name,
        born=born,
        used_key=key or uuid.uuid4(),
        by=signing(code.school),
    )


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4",))


@pytest.mark.parametrize(
    ("last", "typed", "fits"),
    [
        ("Ash", "pia ash", True),
        ("Ash", "Mrs ASH", True),
        ("Ash", "Ash", True),
        ("O'Brien-Núñez", "pia obrien nunez", True),
        ("van der Berg", "Van der Berg, Pia", True),
        ("de la Cruz", "Mr Juan de la Cruz", True),
        ("Smith-Jones", "Pia Smith Jones", True),
        ("Jones", "Pia Smith-Jones", True),
        ("Łukaszewicz", "Anna Maria Lukaszewicz", True),
        ("D’Arcy", "Mrs D'Arcy", True),
        ("Ash", "Ash, Mrs Pia", True),
        ("Ash", "Pia Ashworth", False),
        ("Ash", "Pia", False),
        ("Ash", "", False),
        ("van der Berg", "Pia Berg", False),
        ("-", "-", False),
        # One try is one name.
        ("Ash", "Ash Smith", False),
        ("Ash", "Smith Jones Ash Brown", False),
        ("Ash", "Smith Jones Taylor Brown Ash", True),
        ("Ash", "Smith Jones Taylor Brown Green Ash", False),
        ("Ash", "Smith, Jones, Ash, Brown, Green", False),
    ],
)
def test_the_last_name_is_compared_folded(oakfield, last, typed, fits):
    person = Person(school=oakfield, kind="guardian", first_name="Pia", last_name=last)

    assert who.fits(person, typed) is fits


def test_a_name_as_long_as_the_directorys_own_fits(oakfield):
    long = Person(
        school=oakfield, kind="guardian", first_name="María del Carmen", last_name="de la Cruz Gil"
    )

    assert who.fits(long, "Maria del Carmen de la Cruz Gil")
    assert not who.fits(long, "Ash Maria del Carmen de la Cruz Gil")


def test_the_right_name_opens_the_link_and_a_wrong_one_does_not(family):
    pia, _asks = family
    link = linked(pia)

    with pytest.raises(Refused, match="another name"):
        comes(link, "Zoe Zinnia")
    assert Link.objects.get().used_at is None

    assert comes(link).used_at is not None


def test_where_the_school_wants_it_the_date_of_birth_of_one_child(oakfield, family):
    pia, [ask] = family
    AgreementSettings.objects.create(school=oakfield, ask_birth_date=True)
    link = linked(pia)
    assert who.asks_birth_date(pia) is False  # the school has none to compare
    Person.objects.filter(pk=ask.subject_id).update(date_of_birth=BORN)
    assert who.asks_birth_date(pia) is True

    for wrong in (None, date(2017, 5, 5)):
        with pytest.raises(who.WrongDay, match="date of birth"):
            comes(link, born=wrong)

    assert comes(link, born=BORN) is not None


def code_for(ask):
    return papers.code_of(ask)


def test_a_code_lets_each_parent_in_once(family):
    pia, [ask] = family
    pit = make_guardian(ask.subject, "Pit Poplar")
    code, key = code_for(ask), uuid.uuid4()

    link = types(code, key=key)

    assert (link.person, link.paper_code, link.used_key) == (pia, code, key)
    assert types(code, key=key) == link
    assert types(code) is None
    assert types(code, "Pit Poplar").person == pit
    assert AuditEvent.objects.filter(type="agreement.link_used").count() == 2


def test_a_newer_code_of_a_form_ends_the_link_of_the_one_before(family):
    pia, [ask] = family
    sent, first = used(pia), types(code_for(ask))

    second = types(code_for(ask))

    assert first.paper_code != second.paper_code
    ended = Link.objects.filter(ended_at__isnull=False)
    assert list(ended) == [first]
    assert Link.objects.get(pk=sent.pk).ended_at is None


def test_of_two_with_one_last_name_the_first_name_tells(family):
    _pia, [ask] = family
    pit, code = make_guardian(ask.subject, "Pit Ash"), code_for(ask)

    for unclear in ("Ash", "Pia Pit Ash"):
        with pytest.raises(Refused, match="first name and your last name"):
            types(code, unclear)

    assert types(code, "Pit Ash").person == pit


@pytest.mark.parametrize("change", ["name", "left", "replaced"])
def test_a_code_lets_nobody_in_who_may_not_sign(family, change):
    pia, [ask] = family
    code = code_for(ask)
    if change == "left":
        Person.objects.filter(pk=pia.pk).update(left_on=timezone.localdate())
    if change == "replaced":
        Ask.objects.update(state=AskState.SUPERSEDED)
        code.refresh_from_db()

    with pytest.raises(Refused, match="another name"):
        types(code, "Zoe Zinnia" if change == "name" else "Pia Ash")


def test_a_code_asks_for_the_birth_date_of_its_own_child(oakfield, family):
    _pia, [ask] = family
    code = code_for(ask)
    AgreementSettings.objects.create(school=oakfield, ask_birth_date=True)
    assert who.asks_birth_date_for(ask) is False
    Person.objects.filter(pk=ask.subject_id).update(date_of_birth=BORN)
    code.ask.subject.refresh_from_db()
    assert who.asks_birth_date_for(code.ask) is True

    with pytest.raises(who.WrongDay):
        types(code)

    assert types(code, born=BORN) is not None


def test_a_visitor_signs_by_the_code_on_their_own_form(oakfield, agreed):
    vic = make_person(oakfield, "Vic Vetch", kind="visitor")

    assert types(code_for(asked(oakfield, vic)), "Vic Vetch").person == vic


def test_without_an_audit_row_nobody_is_let_in(family, monkeypatch):
    pia, [ask] = family
    link, code = linked(pia), code_for(ask)

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    for act in (lambda: comes(link), lambda: types(code)):
        with pytest.raises(DatabaseError):
            act()

    assert list(Link.objects.values_list("used_at", flat=True)) == [None]
