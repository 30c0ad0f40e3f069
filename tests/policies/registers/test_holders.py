"""Who holds a responsibility, and the pages that say whom to tell."""

from datetime import date

from django.utils import timezone

from esafety.notices.models import Absence
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


def away(actor, *, school):
    today = TODAY
    Absence.objects.create(
        school=school, member_id=actor.membership_id, starts_on=today, ends_on=today,
        said_at=timezone.now(), said_by="x",
    )  # fmt: skip


def told(code):
    return [str(one) for one in holders.to_tell(code, TODAY)]


def test_whom_to_tell_is_the_registers_holder_else_the_role(oakfield, lena, dee, tom):
    assert told("dsl") == ["Dee Dogwood"]
    assert told("siro") == []

    more = {"from_day": "2026-09-01", "until_day": None, "contact": "Room 4"}
    tom_himself = Person.objects.get(membership=tom.membership_id).pk
    make_entry(RESPONSIBLE, oakfield, lena, responsibility="dsl", holder=tom_himself, **more)

    assert told("dsl") == ["Tom Thorn, Room 4"]


def test_who_is_away_is_told_only_where_everybody_is(oakfield, lena, dee, tom):
    more = {"responsibility": "dsl", "from_day": "2026-09-01", "until_day": None, "contact": ""}
    for actor in (dee, tom):
        who = Person.objects.get(membership=actor.membership_id).pk
        make_entry(RESPONSIBLE, oakfield, lena, holder=who, **more)

    away(dee, school=oakfield)
    assert told("dsl") == ["Tom Thorn"]
    away(tom, school=oakfield)
    assert told("dsl") == ["Dee Dogwood", "Tom Thorn"]
    assert holders.there("dsl", TODAY) == []
    make_entry(RESPONSIBLE, oakfield, lena, **{**more, "holder": "Nora Nettle"})
    assert told("dsl") == ["Nora Nettle"]  # from outside: never known to be away


def test_by_the_role_nobody_who_is_away(oakfield, dee, tom, client_of):
    away(dee, school=oakfield)
    assert holders.there("dsl", TODAY) == []
    assert told("dsl") == ["Dee Dogwood"]
    assert "Dee Dogwood" in client_of(tom).get("/oakfield/incidents/new/").text


def test_the_report_form_names_the_deputies_while_the_lead_is_away(
    oakfield, lena, dee, tom, client_of
):
    more = {"from_day": "2026-09-01", "until_day": None, "contact": ""}
    who = Person.objects.get(membership=dee.membership_id).pk
    make_entry(RESPONSIBLE, oakfield, lena, responsibility="dsl", holder=who, **more)
    make_entry(
        RESPONSIBLE, oakfield, lena, responsibility="deputy_dsl", holder="Nora Nettle", **more
    )
    page = client_of(tom).get("/oakfield/incidents/new/").text
    assert "on duty: <strong>Dee Dogwood</strong>" in page
    assert "If you cannot find them: Nora Nettle." in page

    away(dee, school=oakfield)

    page = client_of(tom).get("/oakfield/incidents/new/").text
    assert "on duty: <strong>Nora Nettle</strong>" in page
    assert "Dee Dogwood" not in page
