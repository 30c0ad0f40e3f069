"""How the reports on paper are laid out: parts with words and tables, drawn by one template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from esafety import copies
from reports.models import Paper


@dataclass(frozen=True)
class Table:
    """One table: the first cell of each row is its head. `numbers`: the others are figures;
    `codes`: the first is a reference, never broken. Without a caption the part's title serves."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: bool = True
    codes: bool = False


@dataclass(frozen=True)
class Part:
    """One part under its own heading."""

    title: str
    words: Sequence[str] = ()
    tables: Sequence[Table] = ()
    points: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole document. `named`: it names people, so the reader's name is across each page."""

    title: str
    about: str
    mark: str
    parts: Sequence[Part] = field(default_factory=list)
    named: bool = False
    wide: bool = False


def draw(sheet: Sheet, paper: Paper, made_at: datetime) -> str:
    """The document as HTML for esafety.pdf."""
    local = made_at.astimezone(ZoneInfo(paper.school.timezone))
    reader = paper.requested_by.display_name
    facts = {
        "sheet": sheet,
        "school": paper.school,
        "reader": reader,
        "made_at": local,
        "watermark": copies.across(reader, local) if sheet.named else "",
    }
    return copies.drawn("pdf/sheet.html", facts, zone=paper.school.timezone)
