"""What the pages of words and of names show, that a template cannot make simply."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from reports import queries, sections
from reports.choices import CORRECTION, title_of_text
from reports.figures.tables import Table, tables_of
from reports.forms import WordsForm
from reports.models import GovernorReport, NameClearance, SectionWords
from reports.names import Found


@dataclass(frozen=True)
class Box:
    """One text of a report to write. `theirs`: what somebody else saved meanwhile. `before`: the
    words published the time before, of which `before_time` is the name."""

    key: str
    title: str
    field: BoundField
    base: str
    tables: list[Table]
    theirs: SectionWords | None
    before: str
    before_time: str


def boxes(
    actor: Actor, report: GovernorReport, form: WordsForm, meanwhile: dict[str, SectionWords]
) -> list[Box]:
    """A box for each text, with the figures of its section as they were built last. A form that
    met the words of somebody else goes on from those."""
    newest = queries.newest_edition(report)
    laid_out = sections.all_of(tables_of(newest.data), {}) if newest else []
    tables = {part.key: part.tables for part in laid_out}
    previous = queries.previous(actor, report) if report.is_main else None
    before = previous.words_by_section if previous else {}
    before_time = previous.report.time if previous else ""
    return [
        Box(
            key,
            title_of_text(key),
            form[f"words_{key}"],
            _base(form, key, meanwhile),
            tables.get(key, []),
            meanwhile.get(key),
            before.get(key, "") if key != CORRECTION else "",
            before_time,
        )
        for key in form.sections
    ]


def _base(form: WordsForm, key: str, meanwhile: dict[str, SectionWords]) -> str:
    """The fingerprint that the next press starts from: both texts are on the page then."""
    if key in meanwhile:
        return str(form.fields[f"base_{key}"].initial)
    return str(form[f"base_{key}"].value() or "")


@dataclass(frozen=True)
class Place:
    """A name and the text in which it stands. `value` is what a form sends for it."""

    section: str
    found: Found
    value: str


def names_context(found: dict[str, list[Found]], cleared: list[NameClearance]) -> dict[str, Any]:
    """Names for sure, everyday words that may be names, and what was cleared, for the page."""
    places = [
        Place(title_of_text(key), each, f"{key}:{each.key}")
        for key, names in found.items()
        for each in names
    ]
    return {
        "names": [place for place in places if place.found.certain],
        "perhaps": [place for place in places if not place.found.certain],
        "cleared": [(row, title_of_text(row.section)) for row in cleared],
    }


def names_words(found: dict[str, list[Found]]) -> list[str]:
    """A line for each section with names in it."""
    return [
        _("%(section)s: %(words)s")
        % {"section": title_of_text(key), "words": ", ".join(each.word for each in names)}
        for key, names in found.items()
    ]
