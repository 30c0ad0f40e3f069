"""What a signature is worth, and what its code tells."""

import pytest
from django_scopes import scope, scopes_disabled

from esafety.signatures import queries
from esafety.signatures.choices import Part, Standing
from esafety.signatures.services.withdrawing import withdraw
from tests.esafety.signatures.signed import WORDS, signed
from tests.factories.people import make_person


def test_a_later_signature_of_the_same_hand_replaces_it(oakfield, tom):
    first, second = signed(oakfield, tom), signed(oakfield, tom)

    assert queries.standing_of(first) == Standing.SUPERSEDED
    assert queries.standing_of(second) == Standing.VALID


def test_it_stays_replaced_when_the_later_one_is_withdrawn(oakfield, tom):
    first, second = signed(oakfield, tom), signed(oakfield, tom)
    withdraw(signature=second, reason="I do not agree any more.", by=tom)

    assert queries.told_of(first.code).standing == Standing.SUPERSEDED
    assert queries.told_of(second.code).standing == Standing.WITHDRAWN


def test_of_those_that_were_signed_after_a_withdrawal_the_last_is_valid(oakfield, tom):
    first = signed(oakfield, tom)
    withdraw(signature=first, reason="By mistake.", by=tom)
    second, third = signed(oakfield, tom), signed(oakfield, tom)

    found = [queries.told_of(one.code).standing for one in (first, second, third)]
    assert found == [Standing.WITHDRAWN, Standing.SUPERSEDED, Standing.VALID]


def test_nobody_elses_signature_replaces_it(oakfield, tom, olu):
    child = make_person(oakfield, "Ada Ash")
    first = signed(oakfield, tom)
    signed(oakfield, olu)
    signed(oakfield, tom, part=Part.WITNESS, subject=child)
    signed(oakfield, tom, words=WORDS.__class__("agreement:supply", 1, "en-gb", "S", "S"))

    assert queries.standing_of(first) == Standing.VALID


def test_a_code_tells_nothing_of_anybody(oakfield, tom):
    signature = signed(oakfield, tom)

    told = queries.told_of(signature.code.lower())

    assert told == queries.Told(
        Standing.VALID,
        title="Staff agreement",
        version=3,
        school=oakfield.name,
        signed_at=signature.signed_at,
        sha256=signature.sha256,
    )
    assert tom.display_name not in repr(told)


def test_a_withdrawn_one_says_since_when_and_not_why(oakfield, tom):
    signature = signed(oakfield, tom)
    row = withdraw(signature=signature, reason="Private.", by=tom)

    told = queries.told_of(signature.code)

    assert (told.standing, told.withdrawn_at) == (Standing.WITHDRAWN, row.withdrawn_at)
    assert "Private" not in repr(told)


def test_a_code_that_never_was_is_not_known(oakfield):
    assert queries.told_of("7K3P-9X2M-DH4T-QRW6") == queries.Told(Standing.UNKNOWN)


def test_a_code_is_found_from_any_school_and_lists_keep_to_their_own(oakfield, brook, tom):
    signature = signed(oakfield, tom)

    with scope(school=brook):
        assert queries.told_of(signature.code).standing == Standing.VALID
        assert list(queries.signatures()) == []


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_is_one_query(oakfield, tom, django_assert_num_queries, number):
    for _time in range(number):
        signed(oakfield, tom)

    with django_assert_num_queries(1):
        assert len([row.text.title for row in queries.signatures()]) == number


def test_checking_a_code_costs_the_same_known_or_not(oakfield, tom, django_assert_max_num_queries):
    signature = signed(oakfield, tom)

    with scopes_disabled(), django_assert_max_num_queries(2):
        queries.told_of(signature.code)
