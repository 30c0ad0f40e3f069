"""The flowchart as SVG and the same as a list."""

import html
import re
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from policies import queries, tables
from policies.charts import presenters
from policies.charts import queries as charts
from policies.charts.structure import HEADINGS
from policies.models import RuleTableVersion
from policies.services.seeding import SEEDS

CODES = sorted(path.stem for path in SEEDS.glob("chart-*.csv"))


def drawn(code):
    version = charts.in_force(code, timezone.localdate())
    return version, presenters.drawn(version)


@pytest.mark.parametrize("code", CODES)
def test_the_picture_and_the_list_say_the_same(ruled, code):
    version, found = drawn(code)

    picture = ET.fromstring(found["svg"])
    told = " ".join(" ".join(picture.itertext()).split())
    for item in found["items"]:
        assert " ".join(f"{item.number}. {item.words}".split()) in told
        assert all(" ".join(way.words.split()) in told and way.number for way in item.ways)
    assert [item.number for item in found["items"]] == list(range(1, len(found["items"]) + 1))
    assert picture.attrib["role"] == "img"
    assert picture[0].text == version.table.title
    assert "style=" not in found["svg"]


def test_kinds_differ_by_their_shapes(ruled):
    svg = drawn("chart-illegal")[1]["svg"]

    assert svg.count("<polygon") == 3
    assert 'rx="3"' in svg
    assert 'stroke-dasharray="6 4"' in svg
    assert 'marker-end="url(#chart-illegal-arrow)"' in svg


def test_words_of_the_table_never_become_markup(ruled):
    rows = [list(HEADINGS), ["a", "end", "<script>&" + "x" * 80, *[""] * 7]]
    version, _found = drawn("chart-illegal")
    version.rows = rows

    svg = presenters.drawn(version)["svg"]

    assert "<script" not in svg
    assert "&lt;script&gt;&amp;x" in svg
    assert all(len(html.unescape(line)) <= 30 for line in re.findall(r"<tspan[^>]*>([^<]*x)<", svg))


def test_the_page_holds_both_and_the_task_and_the_next_chart(ruled):
    _version, found = drawn("chart-illegal")

    page = render_to_string("policies/charts/chart.html", {"drawn": found, "title": "Illegal?"})

    assert "<svg" in page
    assert "The same as a list" in page
    assert "Gives a task to: technical support." in page
    assert "Then comes the chart: Is a member of staff involved?" in " ".join(page.split())
    assert 'href="#chart-2"' in page


def test_a_table_without_nodes_draws_nothing(ruled):
    version, _found = drawn("chart-illegal")
    version.rows = [list(HEADINGS)]

    assert presenters.drawn(version) == {"svg": "", "items": []}


def test_only_charts_are_charts(ruled):
    today = timezone.localdate()

    assert sorted(charts.titles()) == CODES
    assert charts.in_force("pupil-actions", today) is None
    assert charts.in_force("chart-none", today) is None
    assert isinstance(queries.in_force("chart-staff", today), RuleTableVersion)
    assert charts.chart_of(charts.in_force("chart-staff", today)).start.code == "staff"


def test_a_chart_goes_out_as_the_same_csv(ruled):
    version, _found = drawn("chart-pupils")

    assert tables.parse(tables.as_csv(version.rows)) == version.rows


def test_a_way_to_nowhere_or_to_itself_is_not_drawn(ruled):
    version, _found = drawn("chart-illegal")
    version.rows = [
        list(HEADINGS),
        ["a", "step", "A", "", "", "", "", "a", "", ""],
        ["b", "step", "B", "", "", "", "", "nowhere", "", ""],
    ]

    assert "marker-end" not in presenters.drawn(version)["svg"]
