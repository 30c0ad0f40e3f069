"""What the school fills in once for all its policies."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.codes import one_line
from policies.documents import permissions, queries
from policies.documents.blanks import BLANKS, MOST, NAMES, first_values
from policies.documents.models import PolicyBlanks
from policies.guidance import queries as guidance


@transaction.atomic
def fill_in(*, values: Mapping[str, str], revision: int, by: Actor) -> PolicyBlanks:
    """Keep what stands in each blank from now on. Revisions that are published stay as they are.
    Refused where somebody filled them in after the page with that `revision` was opened."""
    permissions.check_can_write(by)
    School.objects.select_for_update().get(pk=by.school_id)
    row = queries.blanks() or PolicyBlanks(school_id=by.school_id)
    if row.revision != revision:
        raise Refused(_("Somebody else has filled these in since you opened this page."))
    row.values = {name: _sound(values.get(name, "")) for name in NAMES}
    row.revision += 1
    row.changed_at, row.changed_by_id = timezone.now(), by.membership_id
    row.save()
    facts = {"revision": row.revision}
    audit.record(by=by, type="policy.blanks_filled", object=str(row), data=facts)
    return row


def values() -> dict[str, str]:
    """What takes the place of each blank, and of each citation of the guidance register."""
    titles = guidance.titles(timezone.localdate())
    return _said() | {f"guidance:{code}": title for code, title in titles.items()}


def _said() -> dict[str, str]:
    """What stands in the blanks: as the school filled them in, and nothing before it did."""
    row = queries.blanks()
    found: dict[str, str] = row.values if row else {}
    return found


def proposed_values(school: School) -> dict[str, str]:
    """What the page shows at first: as filled in, else from who holds which role."""
    roles = [blank.role for blank in BLANKS if blank.role is not None]
    usual = first_values(school.name, schools.names_by_role(*roles))
    return usual | {name: words for name, words in _said().items() if words}


def _sound(words: str) -> str:
    tidied = one_line(words)
    if len(tidied) > MOST or "{" in tidied or "}" in tidied:
        raise Refused(_("Use 200 characters or fewer for each blank, and no { or }."))
    return tidied


def listed() -> list[tuple[str, str, str]]:
    """Every blank for those who write: its name, what it is, and what is filled in."""
    said = _said()
    return [(blank.name, str(blank.label), said.get(blank.name, "")) for blank in BLANKS]
