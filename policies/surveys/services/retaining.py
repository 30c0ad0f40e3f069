"""What a survey keeps of its sheets, and for how long: the cells that were shown, and no sheet."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.surveys import queries, results
from policies.surveys.models import Survey, Tally

SHEETS_KEPT = timedelta(days=365)
"""How long the sheets are kept after a survey was closed: until the next one stands beside it."""


@transaction.atomic
def remove_sheets(*, survey: Survey, by: Actor) -> Tally:
    """Keep the cells of a survey as they are shown, and delete its sheets. Raises Refused before a
    year after it was closed, and the second time."""
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.closed_at is None or row.closed_at > timezone.now() - SHEETS_KEPT:
        raise Refused(_("The sheets of a survey stay for a year after it was closed."))
    if queries.tally_of(row) is not None:
        raise Refused(_("The sheets of this survey are removed already."))
    counted = queries.counted(row)
    tally = Tally.objects.create(
        school_id=row.school_id,
        survey=row,
        answers=queries.enough(row.sheets.count()),
        cells=results.as_json(counted),
        made_at=timezone.now(),
    )
    removed, _kinds = row.sheets.all().delete()
    audit.record(by=by, type="survey.sheets_removed", object=str(row), data={"sheets": removed})
    return tally
