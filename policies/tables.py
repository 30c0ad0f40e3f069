"""A table of rules as CSV, and back: the same text always gives the same bytes and SHA-256."""

import csv
import hashlib
import io
import re

# What a spreadsheet would take for a formula, with the apostrophes that we or somebody put before.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def parse(text: str) -> list[list[str]]:
    """The lines of a CSV text; an apostrophe that `as_csv` put before a formula is taken off."""
    return [[as_it_was(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def as_csv(rows: list[list[str]]) -> str:
    """The lines as CSV text, each ending in one line feed.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; so does one
    that begins with such apostrophes already, so that `parse` gives back exactly these lines.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """The cell without the apostrophe that `as_csv` put before it, if it has one."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def digest(rows: list[list[str]]) -> str:
    """SHA-256 of the CSV text in UTF-8, in hex."""
    return text_digest(as_csv(rows))


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
