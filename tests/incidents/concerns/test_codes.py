"""The code: made of the form's key and the server's secret, easy to read, kept as a hash alone."""

import re
import uuid

import pytest

from incidents.concerns import codes

SEED = uuid.UUID("6f1c7e9a-0b59-4a53-9a40-93f1c1a0e001")


def test_a_code_is_twelve_signs_in_groups_that_cannot_be_misread():
    for _n in range(200):
        code = codes.code_of(uuid.uuid4())
        assert re.fullmatch(r"([2-9CDFHJKMNPQRTVWXY]{3}-){3}[2-9CDFHJKMNPQRTVWXY]{3}", code)


def test_the_same_form_has_the_same_code_and_another_form_another():
    assert codes.code_of(SEED) == codes.code_of(SEED)
    assert len({codes.code_of(uuid.uuid4()) for _n in range(500)}) == 500


def test_what_is_kept_is_neither_the_code_nor_the_key_and_hangs_on_the_secret(settings):
    code = codes.code_of(SEED)
    kept = {codes.hash_of(code), codes.once_key_of(SEED)}

    assert code not in str(kept)
    assert codes.once_key_of(SEED) != SEED
    settings.SECRET_KEY = "another-secret" * 5
    assert codes.hash_of(code) not in kept
    assert codes.code_of(SEED) != code


def test_a_code_of_the_secret_before_is_still_known(settings):
    code = codes.code_of(SEED)
    before = codes.hash_of(code)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret" * 5

    assert before in codes.hashes_of(code)


@pytest.mark.parametrize(
    "typed",
    ["7k3 p9x 2md h4t", "7K3P9X2MDH4T", " 7K3-P9X-2MD-H4T\n", "7K3_P9X/ZMD.H4T"],
)
def test_it_is_known_however_it_is_typed(typed):
    assert codes.hash_of(typed) == codes.hash_of("7K3-P9X-2MD-H4T")


@pytest.mark.parametrize("typed", ["", "\x00", "ß" * 500, "🦉", "OAK-7K3P-9X", "\ud800"])
def test_any_text_has_a_hash(typed):
    assert len(codes.hash_of(typed)) == 64
    assert codes.is_same(codes.hash_of(typed), codes.hash_of(typed))
