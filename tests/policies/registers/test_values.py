"""Values in words, and what is wrong with them."""

from datetime import date

import pytest

from policies.registers import values
from policies.registers.declared import Field, Kind, Register, named, register, registers
from policies.registers.values import Names

NAMES = Names(people={1: "Ada Ash"}, members={2: "Lena Larch"})
EQUIPMENT, GUESTS = named("equipment"), named("guests")
TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.LINE, None, ""),
        (Kind.LINE, "", ""),
        (Kind.LINE, "Words", "Words"),
        (Kind.DAY, "2026-09-04", "4 September 2026"),
        (Kind.DAY, "nonsense", ""),
        (Kind.YES_NO, True, "Yes"),
        (Kind.YES_NO, False, "No"),
        (Kind.CHOICE, "a", "First"),
        (Kind.CHOICE, "gone", "gone"),
        (Kind.MONEY, "12.50", "£12.50"),
        (Kind.PERSON, 1, "Ada Ash"),
        (Kind.PERSON, 9, "Not known any more"),
        (Kind.PERSON, "Gus", "Gus"),
        (Kind.MEMBER, 2, "Lena Larch"),
        (Kind.ADDRESS, "https://a.example", "https://a.example"),
    ],
)
def test_a_value_in_words(kind, value, said):
    one = Field("x", kind, "X", choices=(("a", "First"),))

    assert values.words(one, value, NAMES) == said


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("item", "", "Fill in"),
        ("kind", "", "Choose an answer"),
        ("kind", "lorry", "Choose one"),
        ("item", "x" * 201, "Use 200"),
        ("bought_on", "2026-11-17", "future"),
        ("bought_on", "2026-13-01", "exists"),
        ("bought_on", 5, "exists"),
        ("value", "a lot", "pounds"),
        ("value", 5, "pounds"),
        ("nothing", "x", "no such field"),
    ],
)
def test_what_is_wrong_is_a_sentence(name, value, says):
    given = {"item": "Laptop", "kind": "laptop", name: value}

    found = values.faults(EQUIPMENT, given, asked=EQUIPMENT.asked_at_first, today=TODAY)

    assert set(found) == {name}
    assert says in found[name]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("until_day", "2026-11-01", "before the first"),
        ("sponsor", "Lena", "account"),
        ("sponsor", True, "account"),
        ("signed", "yes", "yes or no"),
    ],
)
def test_what_is_wrong_with_a_guest(name, value, says):
    given = {
        "name": "Gus", "what": "Network", "sponsor": 2, "from_day": "2026-11-10",
        "until_day": "2026-11-12", "signed": True, name: value,
    }  # fmt: skip

    found = values.faults(GUESTS, given, asked=GUESTS.asked_at_first, today=TODAY)

    assert says in found[name]


def test_somebody_of_the_directory_is_chosen_by_number():
    one = named("monitoring-of-a-person")

    found = values.faults(one, {"who": "Tom"}, asked=[one.field("who")], today=TODAY)

    assert "directory" in found["who"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("£1,250", "1250.00"), ("12.5", "12.5"), ("7", "7.00"), ("seven", "seven")],
)
def test_money_is_kept_plainly(typed, kept):
    assert values.money(typed) == kept


def test_search_folds_accents_and_keeps_figures():
    assert values.fold("Élan, SN-42/b") == "elan sn 42 b"


def test_codes_and_prefixes_are_each_ones_own():
    with pytest.raises(ValueError, match="declared twice"):
        register(Register(**{**vars(GUESTS), "code": "other"}))
    codes = [one.code for one in registers()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("one", registers(), ids=lambda one: one.code)
def test_a_declaration_names_only_what_it_has(one):
    names = {field.name for field in one.fields}
    states = {state.code for state in one.states}

    assert {one.starts, one.ends, one.due, one.subject, one.weekly} - {""} <= names
    assert {field.from_day for field in one.fields} - {""} <= names
    for move in one.moves:
        assert {*move.start, move.to} <= states
        assert set(move.asks) <= {field.name for field in one.fields if field.later}
        assert move.who or move.maker
        assert not move.approves or move.apart
    asked = {name for move in one.moves for name in move.asks}
    assert asked == {field.name for field in one.fields if field.later}
    if one.ending:
        assert {*one.ending.start, one.ending.to} <= states
    assert one.state("gone").is_open is False


@pytest.mark.parametrize(("next_on", "fault"), [("2027-11-17", ""), ("2027-11-18", "than a year")])
def test_a_yearly_review_is_put_off_by_a_year_at_most(next_on, fault):
    reviews = named("access-reviews")
    one = reviews.field("next_on")
    said = {"reviewed_on": "2026-11-16", "next_on": next_on}

    found = values.faults(reviews, said, asked=[one], today=TODAY)

    assert fault in found.get("next_on", "")
    assert bool(found) == bool(fault)


def test_what_was_dealt_with_after_its_day_is_late():
    leavers = named("leavers")
    said = {"remove_by": "2026-11-10"}

    assert not values.is_dealt_with_late(leavers, said)
    assert not values.is_dealt_with_late(leavers, {**said, "removed_on": "2026-11-10"})
    assert values.is_dealt_with_late(leavers, {**said, "removed_on": "2026-11-11"})
