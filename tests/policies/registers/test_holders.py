"""Who holds a responsibility, and the pages that say whom to tell."""

from datetime import date

from esafety.people.models import Person
from policies.registers.declared import named
from policies.registers.models import Entry
from policies.registers.queries import holders
from tests.policies.registers.filled import TODAY, make_entry

RESPONSIBLE = named("responsible-persons")


def test_who_holds_a_responsibility(oakfield, lena, dee):
    def hold(code, **more):
        more = {"from_day": "2026-09-01", "until_day": None, **more}
        return make_entry(RESPONSIBLE, oakfield, lena, responsibility=code, **more)

    hold("dsl", holder="Nora Nettle", contact="", until_day="2026-10-31")
    hold("dsl", contact="Room 4", from_day="2026-11-01")
    mistake = hold("siro", holder="Nobody Yet")
    Entry.objects.filter(pk=mistake.pk).update(state="withdrawn")

    assert str(holders.holder_of("dsl", TODAY)) == "Ada Ash, Room 4"
    assert str(holders.holder_of("dsl", date(2026, 9, 30))) == "Nora Nettle"
    assert holders.holder_of("siro", TODAY) is None
    assert [h.name for h in holders.holders_of("dsl", date(2026, 8, 1))] == []
    Person.objects.filter(first_name="Ada").update(first_name="Adah")
    assert holders.holder_of("dsl", TODAY).name == "Adah Ash"
    Entry.objects.filter(values__contact="Room 4").update(
        values={"responsibility": "dsl", "holder": 999999}
    )
    assert holders.holder_of("dsl", TODAY).name == "Not known any more"


def test_the_pages_that_say_whom_to_tell_take_the_name(oakfield, lena, tom, client_of):
    entry = make_entry(RESPONSIBLE, oakfield, lena, responsibility="dsl", contact="Room 4")
    assert entry.state == "open"
    Entry.objects.update(starts_on=TODAY, ends_on=None)

    settings = client_of(lena).get("/oakfield/settings/").content.decode()
    home = client_of(tom).get("/oakfield/").content.decode()
    report = client_of(tom).get("/oakfield/incidents/new/").content.decode()

    assert "Ada Ash, Room 4" in settings
    assert "Ada Ash, Room 4" in home
    assert "Ada Ash" in report
    assert "Room 4" in report
