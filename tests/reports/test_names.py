"""Names of the directory in a text: found however they are written, and not everywhere."""

import pytest

from reports import names
from reports.ordinary_words import ORDINARY

DIRECTORY = names.of(
    [
        ("Ivo", "Ivory"),
        ("Sol", "O’Brien-Núñez"),
        ("小龙", "李"),
        ("May", "Green"),
        ("Anna Maria", "van der Berg"),
        ("Jo", "McDonald"),
        ("Will", "Grace"),
        ("An", "Do"),
        ("Łukasz", "Wójcik"),
        ("J", "Quince"),
        ("Chris", "James"),
    ]
)


def found(text):
    return [(each.word, each.certain) for each in names.find(text, DIRECTORY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A calm term.", []),
        ("", []),
        ("Ivory was upset.", ["Ivory"]),
        ("ivory was upset", ["ivory"]),
        ("The IVORY case, Ivory again.", ["IVORY"]),
        ("(Ivory)", ["Ivory"]),
        ("Ivory's phone", ["Ivory"]),
        ("Ivory’s phone", ["Ivory"]),
        ("IVORY'S phone", ["IVORY"]),
        ("James' phone", ["James"]),
        ("Ivo was upset.", ["Ivo"]),
        ("Ivoryware is a shop.", []),
        ("We met Mr O'Brien-Núñez.", ["O'Brien", "Núñez"]),
        ("We met Mr OBrien.", ["OBrien"]),
        ("We met Mr O Brien.", ["O Brien"]),
        ("nunez", ["nunez"]),
        ("Nu\u0301n\u0303ez", ["Núñez"]),
        ("Mac Donald and Mc Donald", ["Mc Donald"]),
        ("der Berg, van", ["Berg", "van"]),
        ("Anna-Maria", ["Anna", "Maria"]),
        ("Lukasz and WOJCIK", ["Lukasz", "WOJCIK"]),
        ("J is a letter, Quince a fruit", ["Quince"]),
        ("Wir sahen 李 dort.", ["李"]),
    ],
)
def test_names_are_found_as_whole_words_however_written(text, expected):
    wanted = [word for word in expected if word != "van"]

    assert [word for word, _certain in found(text)] == wanted
    assert all(certain for _word, certain in found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will go on in may.", []),
        ("In May we go on.", [("May", False)]),
        ("Will we? Will you?", [("Will", False)]),
        ("an act that they do", []),
        ("An act.", [("An", False)]),
        ("will grace was upset", [("will grace", True)]),
        ("Grace will", [("Grace", False), ("Grace will", True)]),
        ("May Green", [("May", False), ("May Green", True), ("Green", False)]),
        ("a may green", [("may green", True)]),
    ],
)
def test_everyday_words_may_be_names(text, expected):
    assert found(text) == expected


def test_where_a_name_stands_is_shown_with_the_words_around_it():
    text = "Much was done in the autumn term, and at length Ivory came to us. " * 2
    [hit] = names.find(text, DIRECTORY)

    assert (hit.near[0], hit.near[-1]) == ("…", "…")
    assert "and at length Ivory came to us." in hit.near
    assert names.find("Ivory", DIRECTORY)[0].near == "Ivory"


def test_the_everyday_words_are_folded_words():
    assert all(word == word.casefold() and word.isascii() and word.isalpha() for word in ORDINARY)
    assert {"will", "mark", "grace", "may", "rose"} <= ORDINARY
