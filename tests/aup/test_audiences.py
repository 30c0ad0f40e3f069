"""Whose agreement is whose (spec: "Who signs what")."""

import pytest

from aup.audiences import PARTS, audience_of, kinds_of
from aup.choices import Audience
from esafety.people.choices import YEAR_GROUPS, Kind


@pytest.mark.parametrize(
    ("kind", "audience"),
    [
        ("staff", "staff"), ("governor", "staff"), ("supply", "supply"), ("visitor", "visitors"),
        ("community", "community"), ("guardian", None),
    ],
)  # fmt: skip
def test_adults(kind, audience):
    assert audience_of(kind, "") == audience


def test_pupils_by_their_year():
    found = {year: audience_of("pupil", year) for year, _label in YEAR_GROUPS}

    assert [found[year] for year in ("N1", "N2", "R", "1", "2")] == ["pupils_early"] * 5
    assert [found[year] for year in "3456"] == ["pupils_primary"] * 4
    assert {found[str(year)] for year in range(7, 15)} == {"students"}
    assert audience_of("pupil", "") is None


def test_every_agreement_is_for_somebody_and_needs_somebody():
    assert set(PARTS) == set(Audience)
    for audience in Audience:
        years = {audience_of("pupil", year) for year, _label in YEAR_GROUPS}
        by_kind = {audience_of(kind, "") for kind in kinds_of(audience)}
        assert audience in years | by_kind
        assert set(kinds_of(audience)) <= set(Kind)
