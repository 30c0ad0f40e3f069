"""Boxes never touch, and every line ends at its boxes."""

import itertools

import pytest

from policies import tables
from policies.charts.drawing import _links
from policies.charts.layout import Box, lay_out
from policies.charts.structure import read
from policies.services.seeding import SEEDS


def boxes(*keys) -> list[Box]:
    return [Box(key, 100, 40) for key in keys]


def test_what_follows_stands_below_what_leads_to_it():
    found = lay_out(boxes("a", "b", "c"), [("a", "b"), ("b", "c"), ("a", "c")]).boxes

    assert [found[key].layer for key in "abc"] == [0, 1, 2]
    assert found["a"].y + 40 < found["b"].y < found["c"].y


def test_a_link_that_leads_back_points_upwards():
    lines = lay_out(boxes("a", "b", "c"), [("a", "b"), ("b", "c"), ("c", "a")]).lines

    assert [(line.through[0], line.through[-1], line.up) for line in lines] == [
        ("a", "b", False),
        ("b", "c", False),
        ("a", "c", True),
    ]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("chart-*.csv")), ids=lambda p: p.stem)
def test_no_box_of_a_seeded_chart_touches_another_and_lines_reach_their_boxes(path):
    chart = read(tables.parse(path.read_text(encoding="utf-8")))
    labels = [f"{n.code}?{a.code}" for n in chart.nodes.values() if n.kind == "question"
              for a in n.answers]  # fmt: skip
    found = lay_out([*boxes(*chart.nodes), *boxes(*labels)], _links(chart))

    real = [box for box in found.boxes.values() if not box.passing]
    for one, other in itertools.combinations(real, 2):
        beside = abs(one.x - other.x) >= (one.width + other.width) / 2
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in real:
        assert box.width / 2 <= box.x <= found.width - box.width / 2
        assert box.y + box.height <= found.height
    for line in found.lines:
        first, last = found.boxes[line.through[0]], found.boxes[line.through[-1]]
        assert line.points[0][1] == first.y + first.height
        assert line.points[-1][1] == last.y
