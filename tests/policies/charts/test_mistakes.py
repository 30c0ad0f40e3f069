"""Every way in which a table is no chart."""

import pytest

from policies.charts.mistakes import mistakes
from policies.charts.structure import HEADINGS
from tests.policies.charts.test_structure import END, STEP, asked, line


def sentences(*rows) -> list[tuple[int, str, str]]:
    return mistakes([list(HEADINGS), *rows])


@pytest.mark.parametrize(
    ("rows", "at", "words"),
    [
        ([*asked(no="nowhere"), END], (2, "goes_to"), "there is no box with that code"),
        ([*asked(no=""), END], (2, "goes_to"), "does not say where it goes to"),
        ([*asked(no="done"), END, STEP], (4, "node"), "Nothing leads to “do”."),
        (
            [*asked(), line("do", "step", goes_to="do"), END],
            (3, "goes_to"),
            "goes round in a circle",
        ),
        ([*asked(no="done"), line("done", "step", goes_to="ask")], (0, ""), "has no end"),
        ([*asked(), asked()[0], STEP, END], (3, "answer"), "has the answer “yes” twice"),
        ([*asked(words=""), STEP, END], (1, "words"), "has no words"),
        ([asked()[0], END], (1, "answer_words"), "needs two to eight answers"),
        (
            [*asked(), line("ask", "question", "", answer="x", goes_to="do"), STEP, END],
            (3, "answer_words"),
            "no words",
        ),
        (
            [line("ask", "question", answer="?!", answer_words="x", goes_to="done"), END],
            (1, "answer"),
            "small letters",
        ),
        ([line("do", "step", goes_to="done", answer="yes"), END], (1, "answer"), "no answers"),
        ([line("do", "step", goes_to="done", task="T"), END], (1, "task_for"), "for whom the task"),
        (
            [line("do", "step", goes_to="done", task_for="king"), END],
            (1, "task_for"),
            "A task is for one of",
        ),
        ([line("Do it", "step", goes_to="done"), END], (1, "node"), "small letters"),
        ([line("do", "song", goes_to="done"), END], (1, "kind"), "kind of a box is one of"),
        (
            [line("do", "step", "x" * 301, goes_to="done"), END],
            (1, "words"),
            "Use 300 characters or fewer",
        ),
        (
            [STEP, line("do", "step", "Other", goes_to="done"), END],
            (2, "words"),
            "says something else here",
        ),
        ([STEP, line("do", "step", goes_to="done"), END], (2, "node"), "it has one row"),
        ([STEP, line("do", "question", "", goes_to="done"), END], (2, "kind"), "of another kind"),
        ([STEP, END, line("done", "end", "")], (3, "answer"), "it has one row"),
        ([STEP, line("done", "end", answer_words="Yes")], (2, "answer"), "no answers"),
        (
            [*asked(), line("ask", "question", "", goes_to="do"), STEP, END],
            (3, "answer_words"),
            "Write an answer",
        ),
        ([STEP, line("done", "end", goes_to="ask")], (2, "goes_to"), "is an end"),
        ([["a", "b"]], (1, ""), "2 cells instead of 10"),
        ([], (0, ""), "at least one question"),
        ([line(f"n{n}", "step", goes_to=f"n{n + 1}") for n in range(61)], (0, ""), "at most 60"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_at_its_cell(rows, at, words):
    found = sentences(*rows)

    assert any((line, cell) == at and words in sentence for line, cell, sentence in found), found
    assert all(sentence.endswith(".") for _line, _cell, sentence in found)


@pytest.mark.parametrize("rows", [[], [["node"]], [["x"] * 10]])
def test_other_headings_are_said(rows):
    assert mistakes(rows)[0][:2] == (0, "")
    assert mistakes(rows)[0][2].startswith("The headings of a chart are: node, kind")


def test_a_question_that_is_asked_again_is_sound():
    assert sentences(*asked(no="ask"), END) == []
