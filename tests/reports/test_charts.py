"""Bars: well formed, the same under a strict policy, and silent about covered numbers."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import WIDTH, Bars, bars

SVG = "{http://www.w3.org/2000/svg}"
PRINTABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


def drawn(rows, series=("Autumn", "Spring", "Summer"), title="By place"):
    return bars(key="k", title=title, description="Bars.", series=series, rows=rows)


def root(svg):
    return ET.fromstring(svg)


@given(
    st.lists(
        st.tuples(PRINTABLE, st.lists(st.one_of(st.integers(0, 10**6), PRINTABLE), max_size=3))
    )
)
def test_any_words_and_numbers_make_well_formed_xml(rows):
    found = root(drawn([Bars(label, marks) for label, marks in rows], title="<&\"'>"))

    assert found.find(f"{SVG}title").text == "<&\"'>"


def test_a_chart_says_what_it_is():
    found = root(drawn([Bars("Inside", [1, 2, 3])]))

    assert found.get("role") == "img"
    assert found.get("aria-labelledby") == "k-title k-desc"
    assert found.find(f"{SVG}desc").text == "Bars."


def test_there_are_presentation_attributes_alone():
    svg = drawn([Bars("Inside", [1, "fewer than 5", 3])])

    for word in ("style", "class=", "<script", "onload", "href"):
        assert word not in svg


def test_every_number_is_printed_at_its_bar_and_every_series_has_its_own_fill():
    found = root(drawn([Bars("Inside", [12, 7, 9])]))

    texts = {text.text for text in found.iter(f"{SVG}text")}
    fills = {rect.get("fill") for rect in found.iter(f"{SVG}rect")}
    assert {"12", "7", "9", "Inside", "Autumn"} <= texts
    assert fills == {"#1f4e5f", "url(#k-stripes)", "#ffffff"}


@pytest.mark.parametrize("words", ["fewer than 5", "not shown"])
def test_a_covered_bar_is_a_box_of_one_size_with_words(words):
    one, other = (drawn([Bars("Inside", [words, 40, 9])]), drawn([Bars("Inside", [words, 9, 40])]))

    boxes = [
        [r.attrib for r in root(svg).iter(f"{SVG}rect") if r.get("stroke-dasharray")]
        for svg in (one, other)
    ]
    assert boxes[0] == boxes[1]
    assert words in one


def test_nought_has_a_number_and_no_bar():
    found = root(drawn([Bars("Inside", [0, 0, 0])], series=()))

    assert list(found.iter(f"{SVG}rect")) == []
    assert [t.text for t in found.iter(f"{SVG}text")] == ["Inside", "0", "0", "0"]


def test_the_longest_bar_leaves_room_for_its_number():
    found = root(drawn([Bars("Inside", [10**6, 1, 1])]))

    assert all(float(r.get("x")) + float(r.get("width")) < WIDTH for r in found.iter(f"{SVG}rect"))
