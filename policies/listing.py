"""A list taken out as CSV, XLSX or PDF: the same head and rows in each, and one paper for all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety import pdf, spreadsheets
from esafety.access.refused import Refused
from esafety.schools.models import School

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_LONG = 24
MOST = 600
"""Rows on one paper: WeasyPrint holds the whole document in memory."""


@dataclass(frozen=True)
class Listing:
    """A list under its title. The first cell of a row is what the row is about."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    filtered: bool = False
    notes: Sequence[str] = field(default_factory=tuple)


def check_fits(listing: Listing, format: str) -> None:
    """Raises Refused for a PDF of more than MOST rows."""
    if format == "pdf" and len(listing.rows) > MOST:
        most = {"most": MOST}
        raise Refused(_("A PDF holds up to %(most)s rows. Filter the list, or take CSV.") % most)


def body(listing: Listing, format: str, school: School) -> bytes:
    """The file. Raises Refused for too long a PDF, PdfUnavailable where pango is missing."""
    check_fits(listing, format)
    if format == "csv":
        return spreadsheets.csv_bytes(listing.head, listing.rows)
    if format == "xlsx":
        widths = [20] * len(listing.head)
        return spreadsheets.xlsx_bytes(
            listing.head, listing.rows, title=listing.title, widths=widths
        )
    return pdf.render(html(listing, school))


def answer(
    request: Any, found: Listing, format: str, *, name: str, back: str, taken_out: Callable[[], Any]
) -> HttpResponse:
    """The file under that name, once `taken_out` has recorded it; 404 for a format there is not.
    What cannot be made is a sentence on the page `back`."""
    if format not in FORMATS:
        raise Http404
    try:
        made = body(found, format, request.school)
    except (Refused, pdf.PdfUnavailable) as fault:
        words = _("This machine cannot make PDFs. Take the list out as a spreadsheet instead.")
        messages.error(request, getattr(fault, "sentence", words))
        return redirect(back)
    taken_out()
    file = HttpResponse(made, content_type=FORMATS[format])
    file["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    file["Cache-Control"] = "private, no-store"
    return file


def html(listing: Listing, school: School) -> str:
    """The list as one HTML document for esafety.pdf."""
    rows = [{"first": first, "cells": cells} for first, *cells in listing.rows]
    return paper(listing.title, listing.head, rows, school, listing.filtered, notes=listing.notes)


def paper(
    title: str,
    head: Iterable[Any],
    rows: Sequence[Mapping[str, Any]],
    school: School,
    filtered: bool,
    *,
    notes: Iterable[str] = (),
) -> str:
    """The same for rows with more in them: `first` and `second` (what the row is about), `cells`,
    and `below` (label and long words beneath the row)."""
    rows = [{**row, "cells": [_cell(cell) for cell in row["cells"]]} for row in rows]
    facts = {
        "title": title,
        "school": school,
        "head": list(head),
        "filtered": filtered,
        "rows": rows,
        "notes": list(notes),
        "printed_at": timezone.localtime(),
    }
    return render_to_string("pdf/listing.html", facts)


def _cell(text: str) -> tuple[str, bool]:
    """A cell, and whether it has a word so long that it has to be broken anywhere: of the others no
    column becomes narrower than its longest word."""
    return text, any(len(word) > _LONG for word in text.split())
