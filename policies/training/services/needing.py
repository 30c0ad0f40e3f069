"""What training people say they need, once a school year."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies.training import permissions, queries
from policies.training.choices import Sure
from policies.training.models import NeedsAnswer


@transaction.atomic
def tell(*, answers: Mapping[str, str], by: Actor) -> NeedsAnswer:
    """Keep what the actor says of each topic, for this school year. Refused the second time."""
    permissions.check_can_attend(by)
    school = queries.school_of(by)
    year = school_year(schools.local_today(school))
    if queries.needs_given(by, year) is not None:
        raise Refused(_("You have said this for this school year already."))
    if set(answers) != set(queries.topics()) or not set(answers.values()) <= set(Sure.values):
        raise Refused(_("Answer for each topic."))
    row = NeedsAnswer.objects.create(
        school=school,
        member_id=by.membership_id,
        year=year,
        answers=dict(answers),
        given_at=timezone.now(),
    )
    audit.record(by=by, type="training.needs_told", object=str(row))
    return row
