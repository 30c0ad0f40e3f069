"""Searching the log: words of the record, a reference, or somebody's name."""

import re
from pathlib import Path

import pytest

from incidents import queries
from incidents.log import searches
from incidents.log.search import _by_stems, matching
from incidents.models import InvolvedPerson
from tests.factories.incidents import make_incident
from tests.factories.people import make_person


def found(actor, text) -> set:
    return set(matching(queries.visible_to(actor), text))


def written(school, words, **extra):
    return make_incident(school, description=words, search_text=words, **extra)


def test_words_of_the_record_are_found(oakfield, lena):
    wanted = written(oakfield, "A screenshot of the group chat was shared.")
    written(oakfield, "Gambling on a laptop.")

    assert found(lena, "screenshot chat") == {wanted}


def test_every_word_must_be_there(oakfield, lena):
    written(oakfield, "A screenshot was shared.")

    assert found(lena, "screenshot laptop") == set()


def test_capitals_do_not_matter(oakfield, lena):
    wanted = written(oakfield, "A Screenshot was shared.")

    assert found(lena, "sCREENSHOT") == {wanted}


@pytest.mark.parametrize(
    "text", ['"', '""', "%", "_", "\\", "' OR 1=1 --", ":*", "!!", "a & | b", "-", "  "]
)
def test_signs_that_mean_something_to_a_database_are_only_signs(oakfield, lena, text):
    written(oakfield, "A screenshot was shared.")

    assert found(lena, text) in (set(), set(queries.visible_to(lena)))


def test_words_beside_each_other_in_quotation_marks(oakfield, lena):
    wanted = written(oakfield, "the group chat on Monday")

    assert wanted in found(lena, '"group chat"')


def test_a_reference_finds_that_one_alone(oakfield, lena):
    wanted = make_incident(oakfield)
    written(oakfield, f"See also {wanted.reference}.")

    assert found(lena, wanted.reference) == {wanted}
    assert found(lena, wanted.reference.lower().replace("-", " ")) == {wanted}


def test_a_reference_that_is_not_there_finds_nothing_more_than_its_words(oakfield, lena):
    wanted = written(oakfield, "As OAK-0000-00 said, see the other one.")

    assert found(lena, "OAK-0000-00") == {wanted}


def test_a_person_of_the_directory_is_found_by_parts_of_the_name(oakfield, lena):
    wanted = make_incident(oakfield, people=[(make_person(oakfield, "Zoë O’Brien"), "target")])
    make_incident(oakfield, people=[(make_person(oakfield, "Ben Beech"), "target")])

    assert found(lena, "zoe obrien") == {wanted}
    assert found(lena, "O'Bri") == {wanted}
    assert found(lena, "zoe beech") == set()


def test_a_typed_name_is_found_by_its_words_or_how_they_begin(oakfield, lena):
    wanted = make_incident(oakfield, typed=[("Mr Kim Whitebeam", "other", "offender")])
    make_incident(oakfield, typed=[("Kim Sorrel", "other", "offender")])

    assert found(lena, "whitebeam") == {wanted}
    assert found(lena, "kim white") == {wanted}
    assert found(lena, "Mr Whitebeam") == {wanted}


def test_a_typed_name_in_another_script_is_found_as_it_is(oakfield, lena):
    wanted = make_incident(oakfield, typed=[("Олена", "child", "target")])

    assert found(lena, "Олена") == {wanted}


def test_who_was_taken_out_of_the_rows_is_not_found_by_name(oakfield, lena):
    make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    make_incident(oakfield, typed=[("Kim Whitebeam", "child", "target")])
    InvolvedPerson.objects.update(removed_at="2026-11-03T12:00Z")

    assert found(lena, "Ada Ash") | found(lena, "Whitebeam") == set()


def test_what_the_reader_may_not_see_is_not_found_in_any_way(oakfield, lena, dee):
    ada = make_person(oakfield, "Ada Ash")
    hidden = written(
        oakfield,
        "screenshot",
        people=[(ada, "target")],
        typed=[("Lena Larch", "staff", "target")],
    )

    for text in ("screenshot", "Ada Ash", "Larch", hidden.reference):
        assert found(lena, text) == set()
        assert found(dee, text) == {hidden}


def test_another_schools_words_are_not_found(oakfield, lena, boris):
    written(oakfield, "screenshot")

    assert found(boris, "screenshot") == set()


def test_the_search_is_written_as_the_index_is(oakfield):
    """PostgreSQL uses an index on an expression only for exactly that expression."""
    source = Path("incidents/migrations/0003_full_text_index.py").read_text()
    indexed = re.search(r"gin \((.*)\)\"", source)[1]

    asked = str(_by_stems("screenshot").query)

    assert indexed == "to_tsvector('english', search_text)"
    assert indexed in asked.replace('"incidents_incident"."search_text"', "search_text")


def test_words_are_kept_in_the_session_under_a_token():
    session = {}

    token = searches.keep(session, 1, "Ada Ash")

    assert "Ada" not in token
    assert searches.find(session, 1, token) == "Ada Ash"


def test_words_of_one_school_are_not_given_out_in_another():
    session = {}
    token = searches.keep(session, 1, "Ada Ash")

    assert searches.find(session, 2, token) is None
    assert searches.find(session, 1, "other") is None


def test_ten_searches_are_kept():
    session = {}
    tokens = [searches.keep(session, 1, f"words {n}") for n in range(12)]

    kept = [searches.find(session, 1, token) for token in tokens]

    assert kept == [None, None, *(f"words {n}" for n in range(2, 12))]
