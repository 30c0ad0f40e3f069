"""The checker finds what is wrong: each fault made on purpose, in a PDF that is well otherwise."""

import io

import pikepdf
import pytest

from esafety import pdf
from tests.pdfs import checker

DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
HEAD = '<html lang="en-GB"><head><title>The log</title></head><body>'
BODY = (
    '<h1>The log</h1><h2>Days</h2><p><a href="http://127.0.0.1/">there</a></p>'
    "<table><caption>Days</caption><thead><tr><td></td><th>Day</th></tr></thead>"
    "<tbody><tr><th>Ada</th><td>1</td></tr></tbody></table>"
    f'<dl><div><dt>One</dt><dd>1</dd></div></dl><img alt="A dot" src="{DOT}">'
)
WELL = pdf.render(HEAD + BODY)


def elements(made, kind):
    return [one for one in made.objects if isinstance(one, pikepdf.Dictionary)
            and one.get("/S") == f"/{kind}"]  # fmt: skip


def no_language(made):
    made.Root.Lang = pikepdf.String("")


def no_mark(made):
    del made.Root.MarkInfo


def no_title(made):
    made.docinfo["/Title"] = pikepdf.String("")


def hidden_title(made):
    del made.Root.ViewerPreferences


def no_bookmarks(made):
    del made.Root.Outlines


def no_scope(made):
    del elements(made, "TH")[0].A["/Scope"]


def no_register(made):
    del made.Root.StructTreeRoot.IDTree


def leap(made):
    elements(made, "H2")[0].S = pikepdf.Name.H4


def no_words(made):
    del elements(made, "Figure")[0].Alt


def silent_link(made):
    del made.pages[0].Annots[0].Contents


def strange_link(made):
    made.pages[0].Annots[0].StructParent = 99


def unordered(made):
    del made.pages[0].Tabs


def no_font(made):
    for one in made.objects:
        if isinstance(one, pikepdf.Dictionary):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


def loose(made):
    made.pages[0].contents_add(b"0 0 9 9 re f")


def no_tags(made):
    del made.Root.StructTreeRoot


def cut_off(made):
    elements(made, "Table")[0].P.K = pikepdf.Array()


def no_header(made):
    for cell in elements(made, "TH"):
        cell.S = pikepdf.Name.TD


def strange_tag(made):
    elements(made, "P")[0].S = pikepdf.Name.Paragraph


FAULTS = {
    no_language: "no language",
    no_mark: "does not say that it is marked",
    no_title: "no title",
    hidden_title: "file name",
    no_bookmarks: "no bookmarks",
    no_scope: "does not say for what it speaks",
    no_register: "register of names",
    leap: "H4 follows H1",
    no_words: "no words instead",
    silent_link: "says nothing of where it leads",
    strange_link: "not tagged as one",
    unordered: "order of its links",
    no_font: "is not in the file",
    loose: "outside any tag: f",
    no_tags: "has no tags",
    cut_off: "not in the text's tree",
    no_header: "no header cells",
    strange_tag: "unknown tag Paragraph",
}


def test_a_good_one_has_no_problems():
    assert checker.problems(WELL) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_found(fault):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(WELL)) as made:
        fault(made)
        made.save(out)

    assert any(FAULTS[fault] in problem for problem in checker.problems(out.getvalue()))


def test_a_document_without_headings_is_found():
    problems = checker.problems(pdf.render(HEAD + "<p>Words.</p>"))

    assert "it has no heading" in problems
    assert "it has no bookmarks" in problems


def test_header_cells_speak_for_columns_in_the_head_and_for_rows_beside_data():
    with pikepdf.open(io.BytesIO(WELL)) as made:
        assert [str(one.A.Scope) for one in elements(made, "TH")] == ["/Column", "/Row"]


def test_running_heads_are_no_part_of_the_text():
    style = '<style>@page { @bottom-right { content: "Page " counter(page) } }</style>'
    made = pdf.render(HEAD.replace("</head>", f"{style}</head>") + BODY)

    assert checker.problems(made) == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert b"/Artifact" in opened.pages[0].Contents.read_bytes()
