"""Plain answers become the answers of a report; what was left open is kept as open."""

from datetime import date

import pytest

from incidents import answers
from incidents.concerns import telling
from incidents.concerns.words import CHILD, DOORS, KINDS
from incidents.models import IncidentType

TODAY = date(2026, 11, 4)


def types(*codes):
    return [IncidentType(code=code, label=code, on_report=code != "other") for code in codes]


SEEDED = types("bullying", "grooming", "other_breach", "other", "our_own")


def ready(**found):
    return telling.ready({"description": "Words.", **found}, CHILD, SEEDED, TODAY)


def test_nothing_but_words_is_a_report():
    told = ready()

    assert set(told) == answers.READY
    assert told["types"] == ["other_breach"]
    assert told["other_words"]
    assert told["places"] == ["inside", "outside"]
    assert told["place_words"] == "The reporter was not sure where"
    assert (told["when"], told["happened_on"]) == ("about", "2026-11-04")
    assert told["when_words"] == "The reporter was not sure when"
    assert told["people"] == [
        {"kind": "unknown", "person": None, "name": "", "contact": "", "part": "unclear"}
    ]
    assert told["urgent"] is False


@pytest.mark.parametrize(("danger", "urgent"), [("yes", True), ("unsure", True), ("no", False)])
def test_danger_and_not_sure_of_it_is_urgent(danger, urgent):
    assert ready(danger=danger)["urgent"] is urgent


@pytest.mark.parametrize(
    ("when", "kept"),
    [("today", "2026-11-04"), ("yesterday", "2026-11-03"), ("day", "2026-10-01")],
)
def test_a_day(when, kept):
    told = ready(when=when, day=date(2026, 10, 1))

    assert (told["when"], told["happened_on"], told["when_words"]) == ("day", kept, "")


@pytest.mark.parametrize(
    ("where", "places"),
    [("inside", ["inside"]), ("outside", ["outside"]), ("both", ["inside", "outside"])],
)
def test_a_place(where, places):
    told = ready(where=where)

    assert (told["places"], told["place_words"]) == (places, "")


def test_kinds_lead_to_the_types_the_school_has_and_the_rest_to_the_next_best():
    assert telling.type_codes(["mean", "uneasy"], SEEDED) == ["bullying", "grooming"]
    assert telling.type_codes(["mean", "unsure"], SEEDED) == ["bullying", "other_breach"]
    assert telling.type_codes(["money"], SEEDED) == ["other_breach"]
    assert telling.type_codes(["mean"], types("other")) == ["other"]
    assert telling.type_codes(["our_own"], SEEDED) == ["our_own"]
    assert telling.type_codes(["mean"], []) == []


def test_every_kind_leads_to_a_type_of_the_seed_list(school):
    from incidents.concerns import queries

    present = {one.code for one in queries.types_for_concerns()}

    assert {kind.type_code for kind in KINDS} <= present
    assert telling.own_types(queries.types_for_concerns()) == []
    assert [one.code for one in telling.own_types(SEEDED)] == ["our_own"]


def test_people_are_those_hurt_and_those_who_did_it():
    rows = telling.people(
        {
            "hurt_me": True,
            "name": "Ada Ash",
            "hurt_names": "Kim\nBen Box",
            "did_names": "Mr Larch",
            "did_who": "staff",
        },
        CHILD,
    )

    assert [(r["kind"], r["name"], r["part"]) for r in rows] == [
        ("child", "Ada Ash", "target"),
        ("child", "Kim", "target"),
        ("child", "Ben Box", "target"),
        ("staff", "Mr Larch", "offender"),
    ]


@pytest.mark.parametrize(
    ("who", "kind"), [("child", "child"), ("staff", "staff"), ("other", "other")]
)
def test_a_kind_without_a_name_is_kept(who, kind):
    rows = telling.people({"did_who": who}, CHILD)

    assert [(r["kind"], r["name"], r["part"]) for r in rows] == [(kind, "", "offender")]


def test_a_name_of_an_unknown_kind_is_still_compared_with_those_of_staff():
    rows = telling.people({"did_who": "unknown", "did_names": "Larch"}, CHILD)

    assert [(r["kind"], r["name"]) for r in rows] == [("other", "Larch")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ada Ash and Kim", ["Ada Ash", "Kim"]),
        ("Ada Ash, Kim; Ben & Bo", ["Ada Ash", "Kim", "Ben", "Bo"]),
        (" \n ,, ", []),
        ("Ada\nAda", ["Ada"]),
        ("Andy Sand", ["Andy Sand"]),
        ("x" * 250, ["x" * 120, "x" * 120, "x" * 10]),
    ],
)
def test_names_in_a_box(typed, found):
    assert telling.names(typed) == found


def test_no_word_is_lost_where_there_are_many_names():
    typed = "\n".join(f"Name{n}" for n in range(40))

    found = telling.names(typed)

    assert " ".join(found).split() == typed.split()
    assert len(found) <= 30


def test_another_service_is_ticked_where_it_is_named():
    assert ready(platform_words="Chatter")["platforms"] == ["other"]
    assert ready(platforms=["tiktok"])["platforms"] == ["tiktok"]


def test_what_was_chosen_is_kept_beside_it():
    told = telling.told({"kinds": ["mean"], "danger": "unsure"}, DOORS["little"])

    assert told == {
        "door": "little",
        "kinds": ["mean"],
        "danger": "unsure",
        "did_who": "",
        "when": "",
        "where": "",
    }
