"""The sections of a report, each with its words and its tables, laid out from an edition. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.choices import Section
from reports.figures.tables import Table


@dataclass(frozen=True)
class SectionPart:
    """One section as it is shown. `key` is a `choices.Section`."""

    key: str
    title: str
    text: str
    tables: list[Table]

    @property
    def anchor(self) -> str:
        """The id of its heading on the page."""
        return f"section-{self.key}"


def all_of(tables: Iterable[Table], texts: dict[str, str]) -> list[SectionPart]:
    """Every section in its order."""
    by_section: dict[str, list[Table]] = {}
    for table in tables:
        by_section.setdefault(table.section, []).append(table)
    return [
        SectionPart(s.value, str(s.label), texts.get(s, ""), by_section.get(s, [])) for s in Section
    ]


def filled(tables: Iterable[Table], texts: dict[str, str]) -> list[SectionPart]:
    """The sections that have words or tables."""
    return [part for part in all_of(tables, texts) if part.text or part.tables]
