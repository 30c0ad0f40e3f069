"""Names of the directory in a text: found however they are written, and not everywhere."""

import time

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
        ("I\u00advory and Quin\u200bce", ["Ivory", "Quince"]),
        ("I\u2060vo, Iv\u202eory, Qu\u034fi\ufe0fn\u3164ce", ["Ivo", "Ivory", "Quince"]),
        ("I\u0332v\u0332o\u0332", ["Ivo"]),
        ("IvoIvory and QuinceJ", ["IvoIvory", "QuinceJ"]),
        ("ivoryivo", ["ivoryivo"]),
        ("annamaria vanderberg", ["annamaria", "vanderberg"]),
        ("The Quinces, the ivories, Ivorys.", ["Quinces", "Ivorys"]),
        ("The phone of ivos, Ivos phone", ["Ivos"]),
        ("Thus we chris on.", ["chris"]),
        ("\u0406vory and \u0399vo and IV\u041eRY", ["\u0406vory", "\u0399vo"]),
        ("Chr-is and Qu-ince", ["Chr-is", "Qu-ince"]),
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


def test_names_in_other_letters_are_found_in_either():
    directory = names.of([("\u0410\u043d\u043d\u0430", "\u041d\u043e\u0432\u0430\u043a")])
    written = (
        "\u0410\u043d\u043d\u0430",
        "\u0410\u041d\u041d\u0410",
        "A\u043d\u043d\u0430",
        "Anna",
    )

    assert [bool(names.find(text, directory)) for text in written] == [True, True, True, False]


def test_a_first_name_written_as_one_word_is_found_with_its_hyphen_and_without():
    directory = names.of([("Anne-Marie", "Aster"), ("Annabel", "Bo")])

    for text in ("Annemarie", "Anne-Marie", "anne marie", "Anna-Bel"):
        assert names.find(text, directory), text
    assert names.find("AnnabelBo and a bell", directory)
    assert not names.find("a bell", directory)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zebedee Quux", ("Zebedee", "Quux")),
        ("zebedee quux", ("zebedee", "quux")),
        ("Zebedee", ("Zebedee", "")),
        ("Mum of Ezra Quux", ("Ezra", "Quux")),
        ("a boy called Zebedee", ("Zebedee", "")),
        ("Boy in Year 9", ("", "")),
        ("someone online", ("", "")),
        ("", ("", "")),
        ("Ezra van der Quux", ("Ezra", "Quux")),
    ],
)
def test_what_was_typed_for_a_person_is_a_name_where_it_does_not_describe(name, parts):
    assert names.typed(name) == parts


def test_what_prints_as_nothing_is_left_out():
    text = "Wh\u00adite\u200bbeam \ufeff\u202enow, d\u00e9j\u00e0"

    assert names.printed(text) == "Whitebeam now, d\u00e9j\u00e0"


def test_a_large_directory_is_looked_through_quickly():
    letters = "abcdefghijklmnopqrstuvw"
    people = [
        (f"F\u00e9{letters[n % 23] * 5}{letters[n % 19]}", f"L{letters[n % 17] * 6}-Q\u00fca")
        for n in range(2400)
    ]
    text = "We met and talked about what comes next, d\u00e9j\u00e0. " * 2000

    began = time.process_time()
    names.find(text, names.of(people))
    assert time.process_time() - began < 3
