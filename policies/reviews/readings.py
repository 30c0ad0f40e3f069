"""What is to be read and understood, and when its readers are told. Pure: no queries."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from policies.documents.models import PolicyRevision
from policies.guidance.models import GuidanceEdition

STEPS = (0, 7, 14, 28)
_AGAIN = 28


@dataclass(frozen=True)
class Item:
    """One revision of a policy, or one edition of guidance of which a part is read."""

    kind: str
    code: str
    number: int
    title: str
    edition: str
    since: date
    body: str
    revision: PolicyRevision | None = None
    guidance: GuidanceEdition | None = None

    @property
    def document(self) -> str:
        """How signatures and notices name what is read."""
        return f"{self.kind}:{self.code}"

    @property
    def ref(self) -> str:
        """The revision or edition itself."""
        return f"{self.document}:{self.number}"


def of_revision(revision: PolicyRevision, since: date) -> Item:
    """A revision with its whole text."""
    policy = revision.policy
    called = _("Revision %(number)s") % {"number": revision.number}
    return Item(
        "policy", policy.code, revision.number, policy.title, called, since, revision.text, revision
    )


def of_edition(edition: GuidanceEdition, since: date) -> Item:
    """A part of an edition. The text is its publisher's: what is acknowledged names it exactly."""
    row = edition.guidance
    title = f"{row.title}, {row.part_to_read}"
    lines = [
        _("%(title)s, edition %(edition)s.") % {"title": title, "edition": edition.edition},
        _("Published by: %(who)s.") % {"who": row.publisher},
    ]
    if edition.in_force_on:
        lines.append(_("In force from %(day)s.") % {"day": edition.in_force_on.isoformat()})
    if row.address:
        lines.append(_("Where it is found: %(where)s.") % {"where": row.address})
    body = "\n\n".join(lines)
    return Item(
        "guidance", row.code, edition.number, title, edition.edition, since, body, None, edition
    )


def step_due(since: date, joined_on: date, today: date) -> int | None:
    """The newest step whose day has come: told at once, after 7, 14 and 28 days, then every 28
    days. For who joined later the days count from joining; before that day nothing is due."""
    days = (today - max(since, joined_on)).days
    if days < 0:
        return None
    if days < STEPS[-1] + _AGAIN:
        return max(step for step in STEPS if step <= days)
    return days // _AGAIN * _AGAIN
