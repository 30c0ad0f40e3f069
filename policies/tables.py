"""A table of rules as CSV, and back: the same text always gives the same bytes and SHA-256."""

import csv
import hashlib
import io

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def parse(text: str) -> list[list[str]]:
    """The lines of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline="")))


def as_csv(rows: list[list[str]]) -> str:
    """The lines as CSV text, each ending in one line feed.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def digest(rows: list[list[str]]) -> str:
    """SHA-256 of the CSV text in UTF-8, in hex."""
    return hashlib.sha256(as_csv(rows).encode()).hexdigest()
