"""What all acts begin with: the policy's row locked, with its text, as it is now."""

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.documents import queries
from policies.documents.models import Policy, PolicyDraft


def policy(row: Policy) -> Policy:
    """The policy, locked until the transaction ends. Its text and consultation follow its lock."""
    found: Policy = (
        Policy.objects.select_for_update(of=("self",)).select_related("school").get(pk=row.pk)
    )
    return found


def draft(row: Policy) -> PolicyDraft | None:
    """The text that is being written for a locked policy."""
    return queries.draft_of(row)


def written(row: Policy) -> PolicyDraft:
    """The text that is being written; Refused where there is none any more."""
    found = draft(row)
    if found is None:
        raise Refused(_("This text is no longer there. It was published or dropped meanwhile."))
    return found


def current_draft(row: Policy, revision: int) -> PolicyDraft:
    """The text as the page with that `revision` showed it; Refused where it is another now."""
    found = written(row)
    if found.revision != revision:
        who = found.changed_by.display_name if found.changed_by else _("Somebody")
        words = _("%(who)s has changed the text since you opened this page.")
        raise Refused(words % {"who": who})
    return found


def is_proposed(row: PolicyDraft | None) -> bool:
    """Whether a text waits for approval."""
    return row is not None and row.proposed_at is not None
