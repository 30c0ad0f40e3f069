"""What the page before printing says of the masking. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.chronology.masking import Masker


@dataclass(frozen=True)
class Changed:
    """Somebody who is called otherwise in the PDF, and how often."""

    name: str
    label: str
    times: int


@dataclass(frozen=True)
class Small:
    """A name that is perhaps a word of the language, and whether it stays in small letters."""

    word: str
    times: int
    kept: bool


def changed(masker: Masker) -> list[Changed]:
    """Who is masked, in the order of the letters."""
    names = {one.key: one.name for one in masker.people}
    return [
        Changed(names[key], label, masker.report.masked[label])
        for key, label in masker.labels.items()
    ]


def small(masker: Masker, kept: Iterable[str]) -> list[Small]:
    """Masked words that stand in small letters, and those that the reader lets stay."""
    let = set(kept)
    found = [Small(word, times, False) for word, times in sorted(masker.report.small.items())]
    return [*found, *(Small(word, 0, True) for word in sorted(let))]
