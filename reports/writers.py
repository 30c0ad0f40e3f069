"""Reads about who wrote in a report since it was published last: they do not approve it."""

from esafety.access.actor import Actor
from reports import queries
from reports.choices import CORRECTION, TEXTS
from reports.models import GovernorReport, NameClearance, SectionWords


def sections_by(actor: Actor, report: GovernorReport) -> list[str]:
    """The texts, in their order, that this member changed last or cleared names in since they were
    changed last. What is as it was published is nobody's, and why a report is corrected is not
    theirs who asked for the correction in these words: its drafter sends it on."""
    published = _published(report)
    return [
        key
        for key, row in sorted(
            queries.words_of(report).items(), key=lambda one: TEXTS.index(one[0])
        )
        if row.text.strip() != published.get(key, "").strip()
        and not _is_as_asked(row, report)
        and (row.changed_by_id == actor.membership_id or _cleared(actor, row))
    ]


def _published(report: GovernorReport) -> dict[str, str]:
    before = queries.publications(report)
    return before[-1].edition.words_by_section if before else {}


def _is_as_asked(row: SectionWords, report: GovernorReport) -> bool:
    return row.section == CORRECTION and row.changed_at == report.corrected_at


def _cleared(actor: Actor, row: SectionWords) -> bool:
    mine = NameClearance.objects.filter(report=row.report_id, cleared_by=actor.membership_id)
    return bool(mine.filter(section=row.section, cleared_at__gte=row.changed_at).exists())
