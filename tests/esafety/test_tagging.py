"""What WeasyPrint leaves out of the tags; all of it is also looked at from outside (tests/pdfs)."""

import io

import pikepdf
from pydyf import PDF

from esafety import pdf, tagging

HEAD = '<html lang="en-GB"><head><title>The log</title></head><body><h1>The log</h1>'


def opened(body):
    return pikepdf.open(io.BytesIO(pdf.render(HEAD + body)))


def elements(made, kind):
    return [one for one in made.objects if isinstance(one, pikepdf.Dictionary)
            and one.get("/S") == f"/{kind}"]  # fmt: skip


def test_one_without_tags_is_left_alone():
    made = PDF()
    before = len(made.objects)

    tagging.complete(made)

    assert len(made.objects) == before


def test_a_row_of_header_cells_speaks_for_the_columns_wherever_it_stands():
    heads, row = "<tr><th>Day</th><th>Number</th></tr>", "<tr><th>Monday</th><td>1</td></tr>"
    with opened(f"<table>{heads}{row}</table>") as made:
        scopes = [str(cell.A.Scope) for cell in elements(made, "TH")]

    assert scopes == ["/Column", "/Column", "/Row"]


def test_a_grouped_list_holds_nothing_but_items():
    with opened("<dl><div><dt>One</dt><dd>1</dd></div><div><dt>Two</dt></div></dl>") as made:
        (found,) = elements(made, "L")

        assert [str(item.S) for item in found.K] == ["/LI", "/LI", "/LI"]
        assert {item.P.objgen for item in found.K} == {found.objgen}
