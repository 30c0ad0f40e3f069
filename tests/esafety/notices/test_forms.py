"""What no browser sends but a program can: each answer is a sentence."""

import pytest
from django.http import QueryDict

from esafety.notices.forms import AbsenceForm, WishesForm

HOSTILE = ["\ud800", "\x00", "٣", "9" * 5000, "-1", "1e9", "25:00\n", "<b>"]


@pytest.mark.parametrize("value", HOSTILE)
def test_every_field_takes_anything_and_says_a_sentence(value):
    hours = dict.fromkeys(("digest_at", "quiet_from", "quiet_until"), value)
    wishes = WishesForm({"mail": value, "quiet_days": value, **hours})
    days = {f"{name}_{n}": value for name in ("starts_on", "ends_on") for n in range(3)}
    absence = AbsenceForm({"deputy": value, **days}, deputies=[])

    assert not wishes.is_valid()
    assert not absence.is_valid()
    for sentences in (*wishes.errors.values(), *absence.errors.values()):
        assert all(str(words).startswith(("Enter ", "Choose ", "Null ")) for words in sentences)


def test_nothing_at_all_is_asked_for():
    assert set(WishesForm(QueryDict()).errors) == set(WishesForm.base_fields)
    assert set(AbsenceForm(QueryDict(), deputies=[]).errors) == {"starts_on", "ends_on"}
