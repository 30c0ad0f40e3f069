"""Names of the school's own directory in the texts of a report, less what was cleared."""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.schools.models import Membership, RoleGrant
from reports import names_found, queries
from reports.services import approval, building, drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.conftest import do_jobs


def keys(report):
    return {key: [each.key for each in found] for key, found in names_found.of(report).items()}


def write(report, by, **texts):
    drafting.write_words(report=report, texts=texts, by=by)


def test_each_section_says_which_names_it_has(oakfield, report, lena):
    make_person(oakfield, "Ivo Ivory")
    write(report, lena, incidents="Ivory was upset.", actions="We thank Ivo.", surveys="Calm.")

    assert keys(report) == {"incidents": ["ivory"], "actions": ["ivo"]}


def test_words_without_names_ask_nothing_of_the_directory(report, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names_found.of(report) == {}


def test_names_of_another_school_are_not_looked_for(oakfield, brook, report, lena):
    with scope(school=brook):
        make_person(brook, "Ivo Ivory")
    write(report, lena, incidents="Ivory was upset.")

    assert keys(report) == {}


def test_names_by_which_members_are_called_are_looked_for(oakfield, report, lena, tom):
    Membership.objects.filter(pk=tom.membership_id).update(display_name="Tomasz Tornado")
    write(report, lena, incidents="Tornado and Tomasz helped.")

    assert keys(report) == {"incidents": ["tornado", "tomasz"]}


@pytest.mark.parametrize("section", ["actions", "training"])
def test_what_is_cleared_is_cleared_in_its_section_alone(oakfield, report, lena, section):
    make_person(oakfield, "Ivo Ivory")
    write(report, lena, **{section: "The Ivory Trust.", "incidents": "Ivory was upset."})
    names = {(section, "ivory")}
    drafting.clear_names(report=report, names=names, reason="A trust.", by=lena)

    assert keys(report) == {"incidents": ["ivory"]}


def test_a_new_name_beside_a_cleared_one_is_found(oakfield, report, lena):
    make_person(oakfield, "Ivo Ivory")
    write(report, lena, incidents="The Ivory Trust.")
    names = {("incidents", "ivory")}
    drafting.clear_names(report=report, names=names, reason="A trust.", by=lena)
    write(report, lena, incidents="The Ivory Trust and Ivo.")

    assert keys(report) == {"incidents": ["ivo"]}


AUTUMN = date(2026, 10, 1)


def test_names_typed_in_incidents_are_looked_for(oakfield, report, lena):
    typed = [("Zebedee Quux", "child", "offender"), ("a boy from Roblox", "other", "unclear")]
    made = make_incident(oakfield, typed=typed, happened_on=AUTUMN)
    write(report, lena, incidents="Quux was spoken to, and zebedee: a boy on roblox.")

    assert keys(report) == {"incidents": ["quux", "zebedee"]}
    made.involved.update(removed_at=timezone.now())
    assert keys(report) == {"incidents": ["quux", "zebedee"]}


def test_words_with_a_typed_name_go_no_further(oakfield, report, lena):
    write(report, lena, incidents="Zebedee Quux.")
    building.ask(report=report, by=lena)
    do_jobs()
    make_incident(oakfield, typed=[("Zebedee Quux", "child", "target")], happened_on=AUTUMN)

    with pytest.raises(Refused, match="or on record"):
        approval.propose(report=report, by=lena)


def test_a_name_typed_where_the_drafter_may_not_look_gives_no_warning(
    oakfield, report, lena, dee, hari
):
    one = [("Zebedee Quux", "child", "target")]
    make_incident(oakfield, typed=one, happened_on=AUTUMN, child_protection=True)
    write(report, lena, incidents="Quux.")

    assert names_found.of(report, lena) == names_found.of(report, dee) == {}


def test_a_reader_is_not_warned_of_a_name_in_a_case_that_they_may_not_see(
    oakfield, report, lena, dee
):
    named = Membership.objects.get(pk=dee.membership_id).person
    make_incident(
        oakfield,
        people=[(named, "target")],
        typed=[("Zebedee Quux", "child", "offender")],
        happened_on=date(2027, 2, 1),
    )
    write(report, lena, incidents="Quux.")

    assert list(names_found.of(report, lena)) == ["incidents"]
    assert names_found.of(report, dee) == {}


def test_names_typed_long_ago_are_not_looked_for_and_others_also_once_the_drafter_has_gone(
    oakfield, report, lena, hari
):
    typed = [("Zebedee Quux", "child", "offender")]
    make_incident(oakfield, typed=typed, happened_on=date(2019, 10, 1))
    write(report, lena, incidents="Quux. Ezra.")
    assert keys(report) == {}
    make_incident(oakfield, typed=[("Ezra", "child", "target")], happened_on=AUTUMN)
    Membership.objects.update(left_on="2026-11-01")
    assert keys(report) == {"incidents": ["ezra"]}

    RoleGrant.objects.all().delete()
    assert keys(report) == {}  # they never read the log


def test_the_words_of_an_annex_are_looked_through_for_what_its_maker_sees(oakfield, annex, hari):
    make_incident(oakfield, typed=[("Zebedee Quux", "child", "target")], happened_on=AUTUMN)
    write(annex, hari, incidents="Quux.")

    assert [each.key for each in names_found.of(annex, hari)["incidents"]] == ["quux"]


def test_what_prints_as_nothing_is_not_saved(report, lena):
    write(report, lena, incidents="White\u00adbeam.")

    assert queries.texts_of(report) == {"incidents": "Whitebeam."}


def test_a_text_from_before_that_nobody_touched_stays_whose_it_was(report, lena, dee):
    write(report, lena, incidents="x")
    old = "White\u00adbeam."
    queries.SectionWords.objects.update(text=old)
    begun = {"incidents": drafting.fingerprint(old)}
    drafting.write_words(report=report, texts={"incidents": old}, begun_from=begun, by=dee)

    assert queries.words_of(report)["incidents"].changed_by_id == lena.membership_id
