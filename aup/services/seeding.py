"""The agreements a new school starts with: the texts in `seeds/`, word for word."""

import hashlib
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from aup.choices import Audience
from aup.models import Agreement, AgreementVersion
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools.calendar import school_year
from esafety.schools.seeding import for_new_school

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@for_new_school
def agreements(by: Actor) -> None:
    """Give the school of the actor the agreements it lacks; safe to call twice."""
    present = set(Agreement.objects.values_list("code", flat=True))
    for audience in Audience:
        code = audience.value.replace("_", "-")
        if code not in present:
            _sow(by=by, code=code, audience=audience)


@transaction.atomic
def _sow(*, by: Actor, code: str, audience: Audience) -> AgreementVersion:
    text = (SEEDS / f"{code}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    agreement = Agreement.objects.create(
        school_id=by.school_id, code=code, title=title, audience=audience
    )
    version: AgreementVersion = AgreementVersion.objects.create(
        school_id=by.school_id,
        agreement=agreement,
        number=1,
        text=text,
        effective_from=date(school_year(timezone.localdate()), 9, 1),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        material=True,
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    data = {"number": 1, "sha256": version.sha256}
    audit.record(by=by, type="agreement.version_made", object=str(agreement), data=data)
    return version
