"""Words as they can be kept, and what is said of those that cannot."""

import pytest

from aup import wording
from aup.parts import HEADINGS
from aup.services.seeding import SEEDS
from esafety.languages import LANGUAGES

PUPIL = "# T\n\n- I am kind.\n\n## For parents and carers\n\n- I help.\n"


def test_tidying_leaves_the_seeds_as_they_are():
    for path in SEEDS.glob("*.md"):
        text = path.read_bytes().decode()
        assert wording.tidy(text) == text
        assert wording.problem(text, path.stem.replace("-", "_")) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\r\n# T\r\n\r\nOne\u0000.  \r\n\r\n", "# T\n\nOne.\n"),
        ("\ufeff# T\rx", "# T\nx\n"),
        (" \n\t\r\n", ""),
        ("# \u0633\u200c\u0633", "# \u0633\u200c\u0633\n"),
    ],
)
def test_tidying(typed, kept):
    assert wording.tidy(typed) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write the words"),
        ("Hello\n", "Begin with the title"),
        ("## Hello\n", "Begin with the title"),
        (f"# {'x' * 121}\n", "120 characters"),
        ("# T\n" + "x" * 40_000, "40,000 characters"),
        ("# T\n\n# U\n", "Only the title"),
    ],
)
def test_what_no_agreement_can_be(text, words):
    assert words in wording.problem(text, "staff")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# T\n\n- I am kind.\n", "## For parents and carers"),
        (PUPIL + "\n## For parents and carers\n\n- x\n", "stands twice"),
        ("# T\n\n## For parents and carers\n\n- I help.\n", "words for the child"),
        ("# T\n\n- I am kind.\n\n## For parents and carers\n", "words for the parent"),
    ],
)
def test_a_pupils_agreement_has_both_parts(text, words):
    assert words in wording.problem(text, "pupils_primary")
    assert wording.problem(PUPIL, "pupils_primary") == ""


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_line_to_write_is_that_of_the_language(locale):
    assert f"## {HEADINGS[locale]}" in wording.problem("# T\n\n- x\n", "students", locale)
    translated = PUPIL.replace("For parents and carers", HEADINGS[locale])
    assert wording.problem(translated, "students", locale) == ""
