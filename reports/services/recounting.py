"""Whether the log has changed since an edition was built: counted now, and compared."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from reports import changes, permissions, queries
from reports.changes import Change
from reports.figures import report_data
from reports.models import Edition, GovernorReport


@dataclass(frozen=True)
class Recount:
    """The edition that was compared, and the printed figures that would differ now."""

    edition: Edition
    figures: list[Change]


@transaction.atomic
def recount(*, report: GovernorReport, by: Actor) -> Recount:
    """Count again what the newest edition of a report says. Nothing of the edition changes, and
    nothing of the difference is kept: it could tell of a single case."""
    permissions.check_can_recount(by, report)
    newest = queries.newest_edition(report)
    if newest is None:
        raise Refused(_("No edition has been built yet."))
    found = changes.between(newest.data, report_data.of(report, afresh=True))
    facts = {"edition": newest.number, "differs": bool(found)}
    audit.record(by=by, type="report.recounted", object=report.audit_ref, data=facts)
    return Recount(newest, found)


def printed_changes(report: GovernorReport) -> list[Change]:
    """What a correction changes in the figures of the edition that stands published, as it was
    built last; none where it was not built yet."""
    edition, standing = queries.current_edition(report), queries.publications(report)
    if edition is None or not standing:
        return []
    before = queries.edition_data(standing[-1].edition)
    return changes.between(before.data, edition.data)
