"""Versions of a table: how each stands, who made it, and what differs between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.differences import Differences
from policies.models import RuleTableVersion
from policies.pasted import Wrong

_MOST_WRONG = 20


@dataclass(frozen=True)
class Told:
    """A version in a list. `standing` in words, with the tone of its tag."""

    version: RuleTableVersion
    standing: str
    tone: str
    made_by: str
    approved_by: str


def told(
    versions: Sequence[RuleTableVersion],
    today: date,
    names: dict[str, str],
) -> list[Told]:
    """Versions of one table, newest first, each with how it stands today."""
    begun = [version.number for version in versions if version.effective_from <= today]
    now = max(begun, default=min((v.number for v in versions), default=0))
    return [
        Told(
            version,
            *_standing(version, now, versions, today),
            names.get(version.made_by_ref, _("The product, as it was set up")),
            names.get(version.approved_by_ref, ""),
        )
        for version in versions
    ]


def _standing(
    version: RuleTableVersion, now: int, versions: Iterable[RuleTableVersion], today: date
) -> tuple[str, str]:
    if version.number == now:
        return _("In force"), "green"
    day = date_format(version.effective_from, "j F Y")
    later = [v for v in versions if v.number > version.number]
    if any(v.effective_from <= max(version.effective_from, today) for v in later):
        if version.effective_from > today:
            return _("Replaced before it began"), "grey"
        return _("Replaced"), "grey"
    return _("From %(day)s") % {"day": day}, "blue"


def refs(versions: Iterable[RuleTableVersion]) -> set[str]:
    """Everybody whom the versions name."""
    return {ref for v in versions for ref in (v.made_by_ref, v.approved_by_ref) if ref}


@dataclass(frozen=True)
class Part:
    """One kind of difference: its title and sentences."""

    title: str
    sentences: list[str]


def parts(found: Differences) -> list[Part]:
    """Differences of rows and columns in sentences; kinds without any are left out."""
    reworded = _("“%(before)s” is now “%(after)s”.")

    def quoted(words: Iterable[str]) -> list[str]:
        return [_("“%(words)s”") % {"words": one} for one in words]

    def both(changes: Iterable[Any]) -> list[str]:
        return [reworded % {"before": one.before, "after": one.after} for one in changes]

    order = [_("Rows or columns that both have stand in another order.")]
    all_of_them = [
        Part(_("Columns added"), quoted(found.columns_added)),
        Part(_("Columns taken out"), quoted(found.columns_removed)),
        Part(_("Columns reworded"), both(found.columns_reworded)),
        Part(_("Rows added"), quoted(found.rows_added)),
        Part(_("Rows taken out"), quoted(found.rows_removed)),
        Part(_("Rows reworded"), both(found.rows_reworded)),
        Part(_("Order"), order if found.reordered else []),
    ]
    return [part for part in all_of_them if part.sentences]


def cells(found: Differences) -> dict[str, Any]:
    """Changed cells as components/table.html draws them."""
    head = [_("Row"), _("Column"), _("Before"), _("After")]
    rows = [
        [
            {"text": one.row, "words": True},
            {"text": one.column},
            {"text": one.before or _("(empty)")},
            {"text": one.after or _("(empty)")},
        ]
        for one in found.cells
    ]
    return {"head": [{"label": label} for label in head], "rows": rows}


def wrong_lines(wrong: Sequence[Wrong]) -> list[str]:
    """What is wrong with a CSV, line by line; of very much only the first, and how many more."""
    said = [
        _("Line %(line)s: %(sentence)s") % {"line": one.line, "sentence": one.sentence}
        if one.line
        else one.sentence
        for one in wrong[:_MOST_WRONG]
    ]
    more = len(wrong) - len(said)
    return [*said, _("And %(number)s more like these.") % {"number": more}] if more else said
