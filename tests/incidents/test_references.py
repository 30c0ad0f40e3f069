"""References: short, random, with a check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import references

BODY = st.text(alphabet=references.ALPHABET, min_size=5, max_size=5)


def test_a_reference_is_the_schools_letters_and_six_signs():
    code, four, two = references.new("OAK").split("-")

    assert (code, len(four), len(two)) == ("OAK", 4, 2)
    assert set(four + two) <= set(references.ALPHABET)


def test_references_are_not_in_order_and_do_not_repeat():
    made = [references.new("OAK") for _ in range(2000)]

    assert len(set(made)) > 1990
    assert made != sorted(made)


@given(BODY)
def test_a_reference_is_read_however_it_is_typed(body):
    reference = f"OAK-{body[:4]}-{body[4:]}{references.check_character(body)}"

    for typed in (reference, reference.lower(), reference.replace("-", " "), f" {reference}. "):
        assert references.tidy(typed) == reference


@given(BODY, st.integers(0, 5), st.sampled_from(references.ALPHABET))
def test_one_wrong_sign_is_always_found(body, at, sign):
    signs = list(body + references.check_character(body))
    if signs[at] == sign:
        return
    signs[at] = sign

    assert references.tidy("OAK" + "".join(signs)) is None


@given(BODY, st.integers(0, 4))
def test_two_swapped_signs_are_always_found(body, at):
    signs = list(body + references.check_character(body))
    if signs[at] == signs[at + 1]:
        return
    signs[at], signs[at + 1] = signs[at + 1], signs[at]

    assert references.tidy("OAK" + "".join(signs)) is None


def test_signs_that_look_alike_are_read_as_the_one_that_is_used():
    found = next(r for r in iter(lambda: references.new("OAK"), None) if "0" in r and "1" in r)
    body = found[3:].replace("0", "o").replace("1", "l")

    assert references.tidy(f"oak{body}") == found


@pytest.mark.parametrize("text", ["", "OAK", "OAK-12", "123-4567-89", "OAK-7K3P-9", "💥" * 9, "\0"])
def test_what_cannot_be_a_reference_is_none(text):
    assert references.tidy(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_reference_or_none(text):
    found = references.tidy(text)

    assert found is None or references.tidy(found) == found
