"""The text of a policy: blanks, tables, and what cannot be kept."""

import pytest

from policies.documents import wording

BLANKS, TABLES = ("lead", "school"), ("pupil-actions", "levels-misuse", "levels-responses")


def problem(text):
    return wording.problem(wording.tidy(text), blanks=BLANKS, tables=TABLES)


def test_a_sound_text_has_no_problem():
    assert problem("## A\n\n{{lead}} of {{ school }}.\n\n{{table:pupil-actions}}\n") == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \r\n\t", "Write the text"),
        ("x" * 200_001, "200,000"),
        ("# Title\n", "title is kept by itself"),
        ("{{leed}}", "no blank with the name “leed”"),
        ("{{table:nothing}}", "no table with the code “nothing”"),
        ("{{table:pupil-actions}}\n\n{{table:pupil-actions}}", "twice"),
        ("{{table:levels-misuse}}\n\n{{table:levels-responses}}", "always shown together"),
        ("See {{table:pupil-actions}} here", "neither a blank nor a table"),
        ("{{table:pupil-actions@3}}", "neither a blank nor a table"),
        ("{{LEAD!}}", "neither a blank nor a table"),
    ],
)
def test_what_cannot_be_kept(text, sentence):
    assert sentence in problem(text)


def test_blanks_are_filled_and_open_ones_stay():
    filled = wording.fill("{{lead}}, {{school}}, {{lead}}", {"lead": "Lena", "school": ""})

    assert filled == "Lena, {{school}}, Lena"
    assert wording.blanks_in(filled) == ["school"]


def test_tables_are_named_with_their_versions_and_back():
    text = "A\n{{table:pupil-actions}}\nB"
    fixed = wording.with_versions(text, {"pupil-actions": 4})

    assert fixed == "A\n{{table:pupil-actions@4}}\nB"
    assert wording.without_versions(fixed) == text
    assert list(wording.pieces(fixed)) == [
        ("text", "A\n"),
        ("table", "pupil-actions"),
        ("text", "\nB"),
    ]


def test_a_text_is_tidied():
    assert wording.tidy("\ufeff\n## A  \r\n\x00b \n\n") == "## A\nb\n"
