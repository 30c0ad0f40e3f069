"""Parents and carers in a file: one person each."""

from esafety.people.models import Guardianship, Person
from esafety.people.services import guardians
from tests.factories.people import make_person
from tests.factories.people_files import ADA, BEN, HEAD, carry_out, read_in


def test_a_parent_on_the_staff_is_that_person(oakfield, olu, lena):
    text = HEAD + ADA.replace("ann@home.example", "Lena@oakfield.example")

    made = read_in(olu, text)
    assert made.rows[0]["notes"] == ["insider"]
    carry_out(olu, text)
    assert Guardianship.objects.get().guardian.membership_id == lena.membership_id
    assert not Person.objects.filter(kind="guardian").exists()
    assert carry_out(olu, text) == {"unchanged": 1}
    assert Person.objects.get(membership_id=lena.membership_id).email == "lena@oakfield.example"


def test_a_parent_on_the_staff_keeps_their_address_at_work(oakfield, olu, lena):
    member = Person.objects.get(membership_id=lena.membership_id)
    ada = make_person(oakfield, "Ada Ash", admission_number="1001")
    Guardianship.objects.create(school=oakfield, guardian=member, child=ada)

    carry_out(olu, HEAD + ADA.replace("Ann,Ash,ann@", "Lena,Larch,lena@"))

    member.refresh_from_db()
    assert (member.email, member.phone) == ("lena@oakfield.example", "")
    assert Guardianship.objects.count() == 1


def test_two_parents_with_one_address_stay_two(oakfield, olu, lena):
    head = HEAD.strip() + ",guardian 2 forename,guardian 2 surname,guardian 2 email\n"
    both = (
        ADA.strip().replace("ann@home.example", "lena@oakfield.example")
        + ",Art,Ash,lena@oakfield.example\n"
    )

    carry_out(olu, head + both)

    assert Guardianship.objects.count() == 2
    assert [p.name for p in Person.objects.filter(kind="guardian")] == ["Art Ash"]
    assert carry_out(olu, head + both) == {"unchanged": 1}


def test_a_parent_is_known_by_the_telephone_where_there_is_no_address(oakfield, olu):
    rows = ADA.replace("ann@home.example", "") + BEN.replace("ann@home.example,", ",07700-900 001")

    carry_out(olu, HEAD + rows)

    assert Person.objects.filter(kind="guardian").count() == 1


def test_a_new_address_of_a_childs_parent_is_taken_in(oakfield, olu):
    carry_out(olu, HEAD + ADA)

    assert carry_out(olu, HEAD + ADA.replace("ann@home", "ann@work")) == {"changed": 1}
    assert Person.objects.get(kind="guardian").email == "ann@work.example"


def test_a_tie_that_was_ended_stays_ended(oakfield, olu):
    carry_out(olu, HEAD + ADA)
    guardians.end(guardianship=Guardianship.objects.get(), by=olu)

    made = read_in(olu, HEAD + ADA)

    assert (made.rows[0]["state"], made.rows[0]["notes"]) == ("unchanged", ["ended"])


def test_parental_responsibility_is_corrected(oakfield, olu):
    carry_out(olu, HEAD + ADA)

    assert carry_out(olu, HEAD + ADA.replace("yes", "no")) == {"changed": 1}
    assert not Guardianship.objects.get().parental_responsibility
