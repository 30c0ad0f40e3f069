"""The code on a certificate."""

import re

import pytest

from esafety.signatures import codes


def test_a_code_is_sixteen_signs_in_four_groups():
    made = {codes.new() for _time in range(200)}

    assert len(made) == 200
    assert all(
        re.fullmatch(r"([2-9CDFHJKMNPQRTVWXY]{4}-){3}[2-9CDFHJKMNPQRTVWXY]{4}", c) for c in made
    )


@pytest.mark.parametrize(
    "typed",
    ["7k3p9x2mdh4tqrw6", " 7K3P 9X2M DH4T QRW6 ", "7K3P-9X2M-DH4T-QRWG", "7K3P–9X2M–DH4T–QRW6"],
)
def test_however_it_is_typed_it_is_the_same(typed):
    assert codes.folded(typed) == "7K3P-9X2M-DH4T-QRW6"
    assert codes.key_of(typed) == codes.key_of("7K3P-9X2M-DH4T-QRW6")


def test_anything_can_be_looked_up():
    assert codes.folded("…" * 999) == ""
    assert len(codes.key_of("")) == 64
