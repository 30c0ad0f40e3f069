"""That a table was taken along as a file."""

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import require
from esafety.audit import services as audit
from reports.exports.table import Table


@transaction.atomic
def record(*, table: Table, kind: str, by: Actor) -> None:
    """Record that the table is exported as a kind of file. Raises Refused without its right."""
    require(by, table.permission, _("You cannot export this table."))
    audit.record(by=by, type="table.exported", object=f"table:{table.code}", data={"kind": kind})
