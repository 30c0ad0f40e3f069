"""Names of the school's own directory in the texts of a report, less what was cleared."""

import pytest
from django_scopes import scope

from esafety.schools.models import Membership
from reports import names_found
from reports.services import drafting
from tests.factories.people import make_person


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
