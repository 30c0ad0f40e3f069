"""Names of others are masked in every text; the person's own name stays."""

from dataclasses import replace

import pytest

from incidents.chronology.masking import Masker
from incidents.chronology.naming import named, typed
from incidents.chronology.presenters import changed, small

ADA = replace(named("p1", "", "Ada", "Ash", adult=False), subject=True)
BEN = named("p2", "Child", "Ben", "Beech", adult=False)
ZOE = named("p3", "Child", "Zoë", "O'Brien-Núñez", adult=False)
CRUZ = named("p4", "Child", "Sofía", "de la Cruz", adult=False)
BEA = named("p5", "Adult", "Bea", "Beech", adult=True)
MUM = named("p6", "Adult", "Ann", "Ash", adult=True)
TOM = named("p7", "", "Tom", "Thorn", adult=True)
GRACE = named("p8", "", "Grace", "Gorse", adult=True)
GRACE_OAK = named("p9", "Child", "Grace", "Oak", adult=False)
BOY = typed("t1", "Child", "a boy from another school", adult=False)
KW = typed("t2", "Person", "K W", adult=False)
CAST = [ADA, BEN, ZOE, CRUZ, MUM, TOM, GRACE, GRACE_OAK, BOY, KW]


def masked(text, cast=CAST, incident=1, **options):
    options.setdefault("local", {})
    return Masker(cast, **options).text(text, incident)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ben Beech hit Ada Ash.", "Child A hit Ada Ash."),
        ("BEN BEECH; beech, ben; Beech-Ben; benbeech", "Child A; Child A; Child A; Child A"),
        ("ben's phone, Ben’s bag, BEECH'S", "Child A's phone, Child A’s bag, Child A'S"),
        ("Bens coat, the bens", "Child As coat, the bens"),
        ("Benjamin, bend and Beechwood", "Benjamin, bend and Beechwood"),
        ("Zoe OBrien Nunez, zoë; O’Brien’s, Nun\u0303ez", "Child A, Child A; Child A’s, Child A"),
        ("Zoe\u0301 and B\u200ben", "Child A and Child B"),
        ("Sofia de la Cruz; Cruz; de la playa", "Child A; Child A; de la playa"),
        ("B. Beech and S. Cruz", "Child A and Child B"),
        ("@ben_beech2010", "@Child A2010"),
        ("Ben\nBeech", "Child A"),
        ("It was a boy from another school.", "It was a Child A."),
        ("Another school has a boy.", "Another school has a boy."),
        ("K W wrote; K. W. too; K and W", "Person A wrote; Person A. too; K and W"),
        ("Tom Thorn spoke to Mr Thorn and Thorn", "Tom Thorn spoke to Mr Thorn and Thorn"),
        ("Grace Gorse and Grace", "Grace Gorse and Child A"),
        ("Grace Oak told Mrs Gorse", "Child A told Mrs Gorse"),
        ("Mrs Ash and Ms Ann Ash", "Adult A and Adult A"),
        ("Mrs Beech rang", "adult with the name of Child A rang"),
        ("B.B. hit him, so did BB and B B", "Child A. hit him, so did Child A and Child A"),
        ("z.o. and AA", "z.o. and AA"),
        ("bbeech09 and @ben.b and _benb; bbeech", "Child A09 and @Child A and _Child A; bbeech"),
        ("Zoe O Brien Nunez, Brien", "Child A, Child A"),
        ("The cruz.s account", "The Child A account"),
        ("Mail ben@home.example or 07700 900123", "Mail [e-mail address] or [telephone number]"),
        ("On 03/11/2026 at 10:15, room 0123", "On 03/11/2026 at 10:15, room 0123"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_name_is_masked_however_it_is_written(text, wanted):
    assert masked(text) == wanted


def test_a_letter_is_one_person_throughout():
    mask = Masker(CAST, local={})

    assert mask.text("Zoë and Ben", 1) == "Child A and Child B"
    assert mask.text("Ben and Grace and Zoë", 2) == "Child B and Child C and Child A"
    assert mask.text("Ann Ash", 2) == "Adult A"
    assert mask.labels == {"p3": "Child A", "p2": "Child B", "p9": "Child C", "p6": "Adult A"}


def test_of_two_with_one_name_the_one_of_the_incident_is_meant():
    other = named("p10", "Child", "Ben", "Birch", adult=False)
    mask = Masker([ADA, BEN, other], local={1: frozenset({"p10"}), 2: frozenset({"p2", "p10"})})

    assert mask.text("Ben ran.", 1) == "Child A ran."
    assert mask.text("Ben ran.", 2) == "Child B or Child A ran."
    assert mask.text("Ben Beech ran.", 1) == "Child B ran."


def test_an_adult_is_meant_by_a_title():
    assert masked("Mrs Beech rang; Dr. Beech", [ADA, BEN, BEA]) == "Adult A rang; Adult A"
    grown = replace(named("p1", "", "Ann", "Ash", adult=True), subject=True)
    assert masked("Mrs Ash and Mr Ash", [grown, MUM]) == "Mrs Ash and Mr Ash"
    assert masked("Mrs Ash rang", [ADA, BEN]) == "Mrs Ash rang"


def test_a_name_that_the_person_shares_stays_and_is_told_of():
    sister = named("p11", "Child", "Ida", "Ash", adult=False)
    mask = Masker([ADA, sister], local={})

    assert mask.text("Ida Ash and Ash and Ada Ash", 1) == "Child A and Ash and Ada Ash"
    assert dict(mask.report.shared) == {"Ash": 1}


def test_a_surname_that_is_a_particle_is_masked():
    child = named("p12", "Child", "Linh", "Le", adult=False)

    assert masked("Linh Le and Le", [ADA, child]) == "Child A and Child A"


def test_ordinary_words_stay_in_small_letters_where_the_reader_says_so():
    will = named("p13", "Child", "Will", "Oak", adult=False)
    first = Masker([ADA, will], local={})
    second = Masker([ADA, will], local={}, small=["will"])

    assert first.text("Will will come", 1) == "Child A Child A come"
    assert [one.word for one in small(first, [])] == ["will"]
    assert second.text("Will will come; will oak", 1) == "Child A will come; will Child A"
    assert [(one.word, one.kept) for one in small(second, ["will"])][-1] == ("will", True)


def test_the_readers_own_words_are_left_out():
    mask = Masker([ADA, BEN], local={}, extra=["Benno B.", "bb_2010", "Zöe", "  "])

    text = mask.text("Benno B. is @bb_2010, not bb_20101; ZOE saw Ada", 1)

    assert text == "[left out] is @[left out], not bb_20101; [left out] saw Ada"
    assert mask.report.extra == 3


def test_contact_details_are_left_out():
    mask = Masker([ADA], local={}, phrases=["12 Elm Road"])

    assert mask.text("At 12 elm road.", 1) == "At [contact details]."
    assert mask.report.contacts == 1


def test_initials_are_masked_where_they_can_mean_nothing_else():
    paul = named("p14", "Child", "Paul", "Edwards", adult=False)
    mary = named("p15", "Child", "Mary Jane", "D'Arcy", adult=False)
    mask = Masker([ADA, paul, mary], local={})

    text = mask.text("PE and P.E. with MJ, M.J., MD, MJD; mj, md; Arcy and Mary Jane", 1)

    assert (
        text == "PE and P.E. with Child A, Child A., Child A, Child A; mj, md; Child A and Child A"
    )
    assert mask.nearly() == [("PE", 1)]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (("Benjamin", "Oak"), "Benny"),
        (("Benjamin", "Oak"), "Benji"),
        (("Benjamin", "Oak"), "Ben"),
        (("Elizabeth", "Oak"), "Liz"),
        (("Muhammad", "Oak"), "Mohamed"),
        (("Callum", "McDonald"), "Calum"),
        (("Amir", "Khan"), "Akhan"),
        (("Amir", "Khan"), "Amirah"),
    ],
)
def test_short_and_other_forms_of_a_name_are_told_of(name, word):
    mask = Masker([ADA, named("p16", "Child", *name, adult=False)], local={})

    assert mask.text(f"The {word} ran. Then This That", 1) == f"The {word} ran. Then This That"
    assert mask.nearly() == [(word, 1)]


def test_a_capital_inside_a_name_begins_a_name():
    child = named("p17", "Child", "Cal", "McDonald", adult=False)

    assert masked("Mc Donald, MacDonald and McDonald", [ADA, child]) == (
        "Child A, MacDonald and Child A"
    )
    assert masked("Donald", [ADA, typed("t9", "Child", "Cal McDonald", adult=False)]) == "Child A"


def test_who_has_one_name_alone_has_no_initials():
    child = named("p18", "Child", "Suharto", "", adult=False)

    assert masked("Suharto ran. Then S. and S_09", [ADA, child]) == "Child A ran. Then S. and S_09"


def test_names_of_other_pupils_are_told_of_and_stay():
    mask = Masker([ADA, BEN], local={}, pupils=["callum", "ada", "ben"])

    assert mask.text("Callum, Ada and Ben; callum", 1) == "Callum, Ada and Child A; callum"
    assert mask.pupils() == [("Callum", 1)]


def test_what_is_nearly_a_name_is_told_of():
    mask = Masker([ADA, BEN, TOM], local={})
    mask.text("Ben Beach and Beecher sat by Thorn. The beach.", 1)

    assert mask.nearly() == [("Beach", 1), ("Beecher", 1)]


def test_the_page_says_who_is_called_what():
    mask = Masker(CAST, local={})
    mask.text("Ben, Ben Beech and Zoë", 1)

    found = [(one.name, one.label, one.times) for one in changed(mask)]
    assert found == [("Ben Beech", "Child A", 2), ("Zoë O'Brien-Núñez", "Child B", 1)]


def test_letters_go_on_after_z():
    cast = [named(f"p{n}", "Child", f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}", "X", adult=False)
            for n in range(28)]  # fmt: skip
    mask = Masker(cast, local={})
    for one in cast:
        mask.text(one.name, 1)

    assert list(mask.labels.values())[25:] == ["Child Z", "Child AA", "Child AB"]
