"""What notices about the rules say, and where they lead."""

import pytest

from esafety.notices import kinds


@pytest.mark.parametrize("kind", ["rules.proposed", "rules.sent_back", "rules.approved"])
def test_a_notice_leads_to_the_table(oakfield, kind):
    found = kinds.kind_of(kind)

    assert found.url(oakfield, "rules:pupil-actions") == "/oakfield/rules/pupil-actions/"
    assert "rules" in str(found.words)
