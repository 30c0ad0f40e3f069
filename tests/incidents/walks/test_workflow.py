"""Where rows lead, without a database."""

from incidents.models import WalkStep
from incidents.walks.workflow import position, run
from policies.charts.structure import HEADINGS, read

ROWS = [
    list(HEADINGS),
    ["ask", "question", "Is it so?", "", "", "yes", "Yes", "do", "", ""],
    ["ask", "question", "", "", "", "no", "No", "end", "", ""],
    ["do", "step", "Do it", "", "", "", "", "end", "", ""],
    ["end", "end", "Over", "", "", "", "", "", "", ""],
]


def steps(*answers) -> list[WalkStep]:
    return [WalkStep(pk=n, node=node, answer=told) for n, (node, told) in enumerate(answers)]


def at(*answers) -> tuple[str, list[str], set[int]]:
    found = position(read(ROWS), steps(*answers))
    return found.node.code, [one.node for one in found.path], set(found.before)


def test_a_walk_begins_at_the_first_line_and_follows_the_answers():
    assert at() == ("ask", [], set())
    assert at(("ask", "yes")) == ("do", ["ask"], set())
    assert at(("ask", "yes"), ("do", "done")) == ("end", ["ask", "do"], set())


def test_a_changed_answer_takes_what_followed_with_it_only_where_it_leads_elsewhere():
    assert at(("ask", "yes"), ("do", "done"), ("ask", "no")) == ("end", ["ask"], {0, 1})
    assert at(("ask", "yes"), ("do", "done"), ("do", "skipped")) == ("end", ["ask", "do"], {1})


def test_rows_that_fit_nowhere_lead_nowhere():
    assert at(("gone", "yes"), ("ask", "perhaps"), ("end", "done")) == ("ask", [], set())
    assert at(("do", "done"), ("ask", "no")) == ("end", ["ask"], set())


def test_a_run_goes_to_the_next_node_that_is_no_step_and_never_round_in_a_circle():
    ring = [*ROWS, *(["a", "step", "A", "", "", "", "", "b", "", ""],
                     ["b", "step", "B", "", "", "", "", "a", "", ""])]  # fmt: skip
    chart = read(ring)

    def found(node) -> list[str]:
        return [one.code for one in run(chart, node)]

    assert [found(node) for node in ("do", "ask", "end", "gone")] == [["do"], [], [], []]
    assert [found("a"), found("b")] == [["a", "b"], ["b", "a"]]
    alone = read([list(HEADINGS), ["do", "step", "Do it", "", "", "", "", "", "", ""]])
    assert len(run(alone, "do")) == 1
