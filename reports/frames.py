"""What an edition prints beside figures and words: its days, its approval, what it corrects."""

from typing import Any

from reports import changes, queries
from reports.choices import CORRECTION, Section
from reports.models import Edition, GovernorReport, Publication


def of(report: GovernorReport, data: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """The frame of a draft edition of these figures and texts, in plain types."""
    first, last = queries.days_of(report)
    before = queries.publications(report)
    return {
        "part": report.part,
        "time": report.time,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "approved_by": "",
        "approved_at": "",
        "correction": _correction(before[-1], data, texts) if before else None,
    }


def approved(edition: Edition, report: GovernorReport) -> dict[str, Any]:
    """The frame of an approved edition, with nothing but the approval added."""
    by, at = report.approved_by, report.approved_at
    return edition.frame | {
        "approved_by": by.display_name if by else "",
        "approved_at": at.isoformat() if at else "",
    }


def _correction(before: Publication, data: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """What the edition changes of the one published before, and why."""
    edition = queries.edition_data(before.edition)
    return {
        "reason": texts.get(CORRECTION, ""),
        "replaces": edition.number,
        "published_at": before.published_at.isoformat(),
        "figures": [str(change) for change in changes.between(edition.data, data)],
        "words": [
            str(Section(key).label) for key in changes.of_words(edition.words_by_section, texts)
        ],
    }
