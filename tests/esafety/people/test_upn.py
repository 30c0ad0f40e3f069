"""Unique pupil numbers (spec/domain.md, section 9)."""

import pytest

from esafety.people import upn


@pytest.mark.parametrize(("rest", "letter"), [("201100018042", "R"), ("20110001804V", "T")])
def test_the_check_letter_is_the_departments(rest, letter):
    assert upn.check_letter(rest) == letter


@pytest.mark.parametrize("value", ["R201100018042", "T20110001804V"])
def test_a_true_upn_has_no_fault(value):
    assert upn.fault(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "",
        "R20110001804",
        "R2011000180422",
        "r201100018042",
        "R20110001804I",
        "R20110001804٢",
        "R201100018042\n",
    ],
)
def test_another_shape_is_a_fault_with_an_example(value):
    assert "R201100018042" in str(upn.fault(value))


@pytest.mark.parametrize("value", ["A201100018042", "R201100018043", "S201100018042"])
def test_a_letter_that_does_not_fit_is_a_fault(value):
    assert "does not fit" in str(upn.fault(value))


def test_a_last_letter_means_temporary():
    assert [upn.is_temporary(v) for v in ("T20110001804V", "R201100018042", "")] == [
        True,
        False,
        False,
    ]
