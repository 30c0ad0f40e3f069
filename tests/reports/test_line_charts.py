"""Lines: well formed, of presentation attributes alone, told apart by more than colour."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from reports.line_charts import MOST_LINES, TOP, WIDTH, Line, lines

SVG = "{http://www.w3.org/2000/svg}"
TERMS = ["Autumn 2025/26", "Spring 2025/26", "Summer 2025/26"]
PRINTABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)


def drawn(*series, points=TERMS, title="Types"):
    return lines(key="k", title=title, description="Lines.", points=points, series=series)


def texts(svg):
    return [found.text for found in ET.fromstring(svg).iter(f"{SVG}text")]


@given(st.lists(st.tuples(PRINTABLE, st.lists(st.integers(0, 10**6), min_size=3, max_size=3))))
def test_any_words_and_numbers_make_well_formed_xml(series):
    svg = drawn(*(Line(label, numbers) for label, numbers in series), title="<&\"'>")

    assert ET.fromstring(svg).find(f"{SVG}title").text == "<&\"'>"


def test_a_chart_says_what_it_is_and_has_presentation_attributes_alone():
    svg = drawn(Line("Bullying", [1, 2, 3]))
    root = ET.fromstring(svg)

    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "k-title k-desc")
    assert root.find(f"{SVG}desc").text == "Lines."
    for word in ("style", "class=", "<script", "onload", "href"):
        assert word not in svg


def test_a_single_line_has_its_number_at_every_point():
    assert {"12", "7", "9", "All"} <= set(texts(drawn(Line("All", [12, 7, 9]))))


def test_every_line_has_its_own_colour_dashes_and_marker_and_its_name():
    series = [Line(f"Type {n}", [n, n + 1, n + 2]) for n in range(7)]
    root = ET.fromstring(drawn(*series))

    dashes = {p.get("stroke-dasharray") for p in root.iter(f"{SVG}path")} - {None}
    assert len(dashes) == MOST_LINES
    assert {f"Type {n}" for n in range(5)} <= set(texts(drawn(*series)))
    assert "Type 5" not in texts(drawn(*series))


def test_names_at_the_ends_do_not_lie_on_one_another():
    series = [Line(f"A kind with a rather long name {n}", [0, 0, 0]) for n in range(5)]
    root = ET.fromstring(drawn(*series))

    names = [t for t in root.iter(f"{SVG}text") if t.get("font-size") == "11.5"]
    heights = [float(t.get("y")) for t in names]
    assert heights == sorted(heights)
    assert all(b - a >= 13 for a, b in pairwise(heights))
    assert min(heights) > TOP
    assert all(float(t.get("x")) < WIDTH for t in names)


def test_one_term_is_a_point_and_no_line():
    root = ET.fromstring(drawn(Line("All", [3]), points=TERMS[:1]))

    assert [p for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray")] == []
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_nothing_at_all_is_an_empty_frame():
    assert texts(drawn(points=[]))[:3] == ["0", "1", "2"]
    assert ET.fromstring(drawn(Line("", []), points=[])) is not None


def test_a_number_that_is_not_printed_leaves_a_gap():
    whole, broken = (drawn(Line("All", numbers)) for numbers in ([5, 6, 7], [5, None, 7]))

    assert ("6" in texts(whole), "6" in texts(broken)) == (True, False)
    assert whole.count('stroke-width="2" fill="none"') == 1
    assert broken.count('stroke-width="2" fill="none"') == 0
    assert broken.count("<circle") < whole.count("<circle")


def test_a_line_of_which_nothing_is_printed_has_its_name_alone():
    assert "All" in texts(drawn(Line("All", [None, None, None]), Line("Some", [1, None, 2])))
