"""The policy a new school starts with: the text in `seeds/`, with its blanks, as a draft."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools.models import School
from esafety.schools.seeding import for_new_school
from policies.documents import queries
from policies.documents.choices import ApprovingBody, Cycle, Marking
from policies.documents.models import Policy
from policies.documents.services.writing import start_text
from policies.guidance.services import seeding as guidance

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
STARTER = "online-safety"


@for_new_school
def starter(by: Actor) -> None:
    """Give the school of the actor the online-safety policy as a draft, unless it has one; safe to
    call twice."""
    add_missing(by=by)


@transaction.atomic
def add_missing(*, by: Actor) -> list[str]:
    """Begin the online-safety policy where the school has none, and give back its code. What the
    school has stays as it is. What its text cites is put into the guidance register first."""
    school = School.objects.select_for_update().get(pk=by.school_id)
    if queries.policies().filter(code=STARTER).exists():
        return []
    guidance.add_missing(by=by)
    policy: Policy = Policy.objects.create(
        school_id=by.school_id,
        code=STARTER,
        title=_("Online safety policy"),
        number=free_number(school),
        body=ApprovingBody.GOVERNING_BODY,
        cycle=Cycle.YEARLY,
        marking=Marking.NONE,
        public=True,
        acknowledged=True,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    facts = {"number": policy.number}
    audit.record(by=by, type="policy.made", object=str(policy), data=facts)
    text = (SEEDS / f"{STARTER}.md").read_text(encoding="utf-8")
    start_text(policy=policy, text=text, by=by)
    return [STARTER]


def free_number(school: School) -> str:
    """A document number that no policy of the school has, such as OAK-POL-004."""
    taken = set(queries.policies().values_list("number", flat=True))
    count = len(taken) + 1
    while f"{school.code}-POL-{count:03}" in taken:
        count += 1
    return f"{school.code}-POL-{count:03}"
