"""What the visibility rule reads about incidents, in one query."""

from django.utils import timezone
from django_scopes import scope

from esafety.people.models import Person
from incidents import facts
from incidents.facts import Asked, Fact, Says
from incidents.models import Exclusion, NotSamePerson, Referral
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person

NOBODY = Asked([], [], [], [])


def told(asked=NOBODY, within=None):
    return sorted(facts.about(asked, within))


def test_an_entry_of_the_directory_and_its_child(oakfield):
    ada = make_person(oakfield, "Ada Ash")
    carer = make_guardian(ada, "Pia Ash")
    asked = Asked([], [ada.pk, carer.pk], [], [])
    incident = make_incident(oakfield, people=[(ada, "target")])

    assert told(asked) == [
        Fact(Says.INVOLVED, ada.pk, incident.pk, 0, "", False),
        Fact(Says.PARENT, carer.pk, incident.pk, 0, "", False),
    ]


def test_of_many_carers_only_those_asked_for(oakfield):
    ada = make_person(oakfield, "Ada Ash")
    one, _other = make_guardian(ada, "Pia Ash"), make_guardian(ada, "Pit Ash")
    make_incident(oakfield, people=[(ada, "target")])

    assert [fact.who for fact in told(Asked([], [one.pk], [], []))] == [one.pk]


def test_a_typed_name_by_its_surname_or_as_a_single_word(oakfield):
    incident = make_incident(oakfield, typed=[("Larch", "child", "witness")])
    make_incident(oakfield, typed=[("Mo Birch", "child", "witness")])
    row = incident.involved.get()

    [fact] = told(Asked([], [], ["larch"], []))

    assert fact == Fact(Says.TYPED, row.pk, incident.pk, 0, "larch", True)
    assert [fact.incident for fact in told(Asked([], [], [], ["larch", "mo"]))] == [incident.pk]


def test_what_was_said_and_given_and_closed(oakfield, lena, dee):
    incident = make_incident(oakfield, typed=[("Ann Larch", "child", "witness")])
    who, by, now = lena.membership_id, dee.membership_id, timezone.now()
    row = incident.involved.get()
    own = {"school": oakfield, "member_id": who}
    NotSamePerson.objects.create(involved=row, reason="A pupil.", said_at=now, said_by_id=by, **own)
    Exclusion.objects.create(
        incident=incident, kind="excluded", reason="Friend.", made_at=now, made_by_id=by, **own
    )
    Referral.objects.create(
        incident=incident,
        technical=True,
        level=2,
        reason="A look",
        given_at=now,
        given_by_id=by,
        **own,
    )

    assert told(Asked([who], [], [], [])) == [
        Fact(Says.CLEARED, who, incident.pk, row.pk, "", False),
        Fact(Says.GIVEN, who, incident.pk, 2, "", True),
        Fact(Says.OUT, who, incident.pk, 0, "", False),
    ]
    assert told(Asked([by], [], [], [])) == []


def test_what_was_merged_is_told_whoever_is_asked_for(oakfield):
    into = make_incident(oakfield)
    merged = make_incident(oakfield, status="merged", merged_into=into)

    assert told() == [Fact(Says.MERGED, into.pk, merged.pk, 0, "", False)]


def test_within_one_incident_alone(oakfield, lena):
    entry = Person.objects.get(membership_id=lena.membership_id)
    one, _other = (make_incident(oakfield, people=[(entry, "witness")]) for _ in "ab")

    assert [fact.incident for fact in told(Asked([], [entry.pk], [], []), [one.pk])] == [one.pk]


def test_of_this_school_alone(oakfield, brook):
    with scope(school=brook):
        into = make_incident(brook)
        make_incident(brook, status="merged", merged_into=into)

    assert told() == []


def test_it_is_one_query_whatever_there_is(oakfield, lena, django_assert_num_queries):
    asked = Asked([lena.membership_id], [1, 2], ["larch"], ["lena"])
    for _time in "ab":
        with django_assert_num_queries(1):
            told(asked)
        make_incident(oakfield, typed=[("Ann Larch", "child", "witness")])
