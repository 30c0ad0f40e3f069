"""What technical support writes on its part of a case."""

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.audit import services as audit
from incidents import entries
from incidents.cases import permissions
from incidents.cases.handing_on import check_reason
from incidents.choices import EntryKind
from incidents.models import Entry, Incident


@transaction.atomic
def add_technical_note(*, incident: Incident, by: Actor, text: str) -> Entry:
    """Add what was found or done about devices, accounts and filtering, in any state."""
    row = entries.lock(incident)
    permissions.check_can_write_technical(by, row)
    check_reason(text, _("Write the note."))
    words = _("Technical part: %(text)s") % {"text": text}
    entry = entries.write(row, by=by, kind=EntryKind.NOTE, text=words)
    audit.record(by=by, type="incident.entry_added", object=row.audit_ref)
    return entry
