"""A policy cites the guidance register; its revision says which edition."""

import pytest

from policies.documents import wording
from policies.documents.services import blanks, writing
from tests.policies.guidance.kept import add

CITES = "## Law\n\nWe follow {{guidance:safe-words}}.\n"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "{{guidance:safe-words}}"),
        ({"guidance:safe-words": "Safe words (2026)"}, "Safe words (2026)"),
    ],
)
def test_a_citation_is_filled_like_a_blank(values, words):
    assert wording.fill(CITES, values) == f"## Law\n\nWe follow {words}.\n"


def test_an_unknown_entry_is_a_sentence(oakfield, lena):
    assert "no entry with the code “safe-words”" in writing.problem(CITES)
    add(lena)
    assert writing.problem(CITES) == ""
    assert blanks.values()["guidance:safe-words"] == "Safe words (2026)"
    assert all(not name.startswith("guidance:") for name in blanks.proposed_values(oakfield))
