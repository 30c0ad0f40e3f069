"""The PDF: tagged, with title, language, headings in order and figures with words."""

import io
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pikepdf
import pytest
from django.template.loader import render_to_string

from esafety.schools.models import School, Term
from reports import frames, rendering
from reports.figures.tables import tables_of
from reports.services import approval, building, drafting
from tests.factories.schools import make_terms
from tests.reports.conftest import do_jobs
from tests.reports.figures.tables.test_tables import FIRST
from tests.reports.invented import some_incidents


def opened(edition):
    return pikepdf.open(io.BytesIO(bytes(edition.pdf)))


def tags(node):
    """Every structure element with its parent's first, in reading order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


@pytest.fixture
def final(oakfield, term, lena, hari):
    """The final edition of a term with incidents, beside two earlier terms."""
    make_terms(oakfield, 2025)
    days = [date(2026, 4, 13) + timedelta(days=n) for n in range(200)]
    some_incidents(oakfield, days=days, number=50, handler=lena)
    report = drafting.start(term=term, by=lena)
    words = "A calm term.\n\n<b>Next</b>: a meeting."
    drafting.write_words(report=report, texts={"incidents": words}, by=lena)
    building.ask(report=report, by=lena)
    do_jobs()
    approval.approve(report=approval.propose(report=report, by=lena), by=hari)
    do_jobs()
    return report.editions.last()


def test_the_pdf_is_tagged_and_says_its_title_and_language(final):
    with opened(final) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as facts:
            assert str(facts["pdfuaid:part"]) == "1"
            assert facts["dc:title"] == (
                "Governor report on online safety, Autumn 2026/27, Oakfield School"
            )


def test_headings_come_in_order_and_figures_have_words(final):
    with opened(final) as pdf:
        found = [(str(t.S), t) for t in tags(pdf.Root.StructTreeRoot.K)]
        levels = [int(name[2]) for name, _t in found if re.fullmatch(r"/H\d", name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
        figures = [t for name, t in found if name == "/Figure"]
        assert len(figures) == html_figures(final)
        assert len(figures) >= 8
        assert all(str(t.Alt) for t in figures)


def test_tables_have_captions_and_header_cells(final):
    with opened(final) as pdf:
        names = [str(t.S) for t in tags(pdf.Root.StructTreeRoot.K)]
    assert names.count("/Caption") >= 6
    assert names.count("/TH") > 60
    html = _html(final)
    assert html.count("<th ") == len(re.findall(r'<th scope="(?:col|row)"', html))


def html_figures(edition):
    return _html(edition).count("<svg ")


def _html(edition):
    return render_to_string("reports/figures.html", {"tables": tables_of(edition.data)})


def test_it_is_a4_with_page_numbers_and_bookmarks(final):
    with opened(final) as pdf:
        box = [round(float(n)) for n in pdf.pages[0].MediaBox]
        assert box == [0, 0, 595, 842]
        with pdf.open_outline() as outline:
            assert outline.root[0].title == "Online safety: report to the governors"


def test_a_draft_says_so_and_an_approved_one_says_who_approved_it(final):
    draft = rendering.html_of(rendering.content_of(final.report.editions.first()))
    approved = rendering.html_of(rendering.content_of(final))

    assert "has not been approved" in draft
    assert "Approved by Hari Hazel, headteacher, on" in approved
    assert "DRAFT" not in approved
    assert "OFFICIAL" in approved
    assert "&lt;b&gt;Next&lt;/b&gt;" in approved
    assert "<b>Next" not in approved


def test_the_annex_is_marked(annex):
    content = rendering.content_of(annex.editions.get())
    finished = {"approved_by": "Hari Hazel", "approved_at": annex.drafted_at.isoformat()}
    html = rendering.html_of(replace(content, frame=content.frame | finished))

    assert "RESTRICTED ANNEX" in html
    assert "Made by Hari Hazel" in html


def test_an_all_through_school_fits_its_pages(oakfield, report, lena):
    """A chart of eighteen year groups is no taller than a page."""
    column = building.report_data.of(report)["columns"][0]
    for n, year in enumerate(["N1", "N2", "R", *map(str, range(1, 15))]):
        column["cells"][f"year.{year}"] = 5 + n
    data = {**building.report_data.of(report), "columns": [column, column, column]}
    content = rendering.Content(data, {}, frames.of(report, data, {}))

    made = rendering.pdf_of(rendering.html_of(content))

    with pikepdf.open(io.BytesIO(made)) as pdf:
        boxes = [t.A.BBox for t in tags(pdf.Root.StructTreeRoot.K) if str(t.S) == "/Figure"]
        # The boxes are in CSS pixels: 1123 are the height of the paper.
        assert all(float(box[3]) - float(box[1]) < 900 for box in boxes)


# The page of the content below. Where a change to the template or to the tables makes it another
# one, raise rendering.TEMPLATE_VERSION, and write both down here.
LAID_OUT = ("4", "4097593cca37178b8167ee3a2f2f4312d5100bad71e78e2dfff1609a5263627c")


def test_what_lays_pages_out_otherwise_has_a_version_of_its_own():
    cells = FIRST["columns"][0]["cells"] | {
        "stage.3": 12, "part.target": 7, "part.offender": 5, "role.target": 6, "roled": 6,
        "taken.day": "few", "ended.week": 6, "repeat": "hidden", "referred": 5, "decided": 9,
        "kept": 9, "departed": 0, "sanction.pupils.1.proposed": 9, "sanction.pupils.1.taken": 9,
        "agreement.students.people": 40, "agreement.students.signed": 30,
    }  # fmt: skip
    column = FIRST["columns"][0] | {"cells": cells}
    data = FIRST | {
        "version": 2, "span": "term", "day": "2027-01-05", "labels": {}, "columns": [column],
        "actions": [{"key": "pupils.1", "label": "Warning"}], "trend": [column],
    }  # fmt: skip
    frame = {
        "part": "main", "time": "Autumn 2026/27", "first": "2026-09-02", "last": "2026-12-18",
        "approved_by": "", "approved_at": "", "correction": None,
    }  # fmt: skip
    content = rendering.Content(data, {"incidents": "A calm term."}, frame)

    page = rendering.digest(rendering.html_of(content).encode())

    assert (rendering.TEMPLATE_VERSION, page) == LAID_OUT


def in_another_order(found, rng):
    """The same content as a database may give it back: no order among the keys."""
    if isinstance(found, dict):
        keys = rng.sample(list(found), len(found))
        return {key: in_another_order(found[key], rng) for key in keys}
    return [in_another_order(one, rng) for one in found] if isinstance(found, list) else found


def test_the_page_is_the_same_whatever_the_order_of_what_is_kept(final):
    content = rendering.content_of(final)
    named = {f"reading.policy:{n}": f"Policy {n}" for n in "dbace"}
    named |= {f"training.need.own-{n}": f"Topic {n}" for n in "dbace"}
    cells = {"reading.people": 9} | {
        f"{key}.{part}": 5 for key in named for part in ("done", "open")
    }
    column = content.data["columns"][0]
    column["cells"] |= cells | {key: 7 for key in named if key.startswith("training")}
    content.data["labels"] |= named
    page = rendering.html_of(content)

    assert re.findall(r">Policy (.)<", page) == re.findall(r">Topic (.)<", page) == list("abcde")
    for seed in range(5):
        rng = random.Random(seed)
        parts = (content.data, content.texts, content.frame)
        other = rendering.Content(*(in_another_order(part, rng) for part in parts))
        assert rendering.html_of(other) == page


def test_canonical_json_is_the_same_whatever_the_order():
    one = rendering.Content({"b": 1, "a": "é"}, {"x": "y"}, {"f": 1})
    other = rendering.Content({"a": "é", "b": 1}, {"x": "y"}, {"f": 1})

    assert rendering.canonical(one) == rendering.canonical(other)
    assert (
        rendering.canonical(rendering.Content({"a": "é"}, {}, {}))
        == '{"data":{"a":"é"},"frame":{},"texts":{}}'.encode()
    )


def test_the_page_comes_from_frozen_content_alone(final):
    before = rendering.html_of(rendering.content_of(final))
    Term.objects.update(ends_on="2027-08-31")
    School.objects.update(name="Another name")

    again = type(final).objects.get(pk=final.pk)
    assert rendering.html_of(rendering.content_of(again)) == before


def test_a_term_without_earlier_ones_stands_alone(report):
    tables = tables_of(building.report_data.of(report))

    assert tables[0].heads == ["Autumn 2026/27"]
    assert tables[0].caption == "The term at a glance: number in each term"
    assert (tables[0].rows[0].cells, tables[0].rows[-1].cells) == (["0"], ["fewer than 5 cases"])
    assert "trend" not in [table.key for table in tables]


def test_words_stand_for_covered_numbers_in_tables_and_charts(report):
    data = building.report_data.of(report)
    data["columns"][0]["cells"] |= {"place.inside": "few", "place.both": "hidden", "all": 9}
    del data["columns"][0]["cells"]["place.outside"]
    places = next(t for t in tables_of(data) if t.key == "places")

    assert [row.cells[0] for row in places.rows] == ["fewer than 5", "no data", "not shown", "9"]
    assert "fewer than 5" in places.chart


def test_the_kind_other_has_a_row_only_where_it_has_a_number(report):
    data = building.report_data.of(report)
    assert "Other" not in [r.label for t in tables_of(data) if t.key == "groups" for r in t.rows]
    data["columns"][0]["cells"]["group.any"] = 6

    assert "Other" in [r.label for t in tables_of(data) if t.key == "groups" for r in t.rows]


def test_a_year_between_two_others_has_its_nought(report):
    data = building.report_data.of(report)
    data["columns"][0]["cells"] |= {"year.7": 6, "year.9": "few", "year.unknown": 5}
    years = next(t for t in tables_of(data) if t.key == "years")

    assert [r.label for r in years.rows] == [
        "Key stage 3", "Year 7", "Year 8", "Year 9", "Year group not known",
        "All children involved",
    ]  # fmt: skip


def test_an_old_edition_is_laid_out_again_from_its_frozen_data(built):
    edition = built.editions.get()
    Term.objects.update(starts_on="2026-09-03")

    assert tables_of(edition.data)[0].rows[0].cells[0] == "0"
