"""The words that are read to a class."""

import pytest

from aup.child_part import child_part
from aup.services.seeding import SEEDS


@pytest.mark.parametrize("name", ["pupils-early", "pupils-primary"])
def test_the_parents_part_is_left_out(name):
    words = child_part((SEEDS / f"{name}.md").read_text())

    assert "For parents and carers" not in words
    assert "I sign for my child" not in words
    assert "I tell" in words
    assert words.startswith("## ")
    assert "parent or carer" not in words.partition("\n## ")[0]


def test_a_text_without_such_a_heading_is_read_whole():
    assert child_part("I am kind.\n\n- I tell.") == "I am kind.\n\n- I tell."
