"""Who gets to the pages about who has a case, and to concerns about staff."""

from django.utils import timezone

from esafety.access.roles import Role
from incidents.models import Exclusion, Referral
from tests.architecture.row import HANDLE, SETTINGS, of
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member

HAS_A_PART = of("lena dee hari sima nat", hidden="cora tom olu")
KEEP_OUT = of("lena hari", hidden="cora")
PROTECT = of("dee")
FOR_THE_HEAD = of("hari", hidden="cora")

TABLE = {
    "incidents:cases": of("lena dee hari sima tom cora olu nat"),
    "incidents:chain": SETTINGS,
    "incidents:staff_concerns": of("hari cora"),
    "incidents:technical": HAS_A_PART,
    "incidents:recuse": HAS_A_PART,
    "incidents:refer": HANDLE,
    "incidents:end_referral": HANDLE,
    "incidents:narrow": HANDLE,
    "incidents:exclude": KEEP_OUT,
    "incidents:readmit": KEEP_OUT,
    "incidents:protect": PROTECT,
    "incidents:unprotect": PROTECT,
    "incidents:widen": FOR_THE_HEAD,
    "incidents:staff_concern": FOR_THE_HEAD,
}


def args(world) -> dict[str, list[object]]:
    """The technical part is Nat's; somebody else is kept out; one case is about staff."""
    school, now, incident = world.school, timezone.now(), world.incident
    lena = world.member("lena")
    facts = {"school": school, "incident": incident, "reason": "They know about it."}
    Referral.objects.create(
        member=world.member("nat"), technical=True, given_at=now, given_by=lena, **facts
    )
    other = make_member(school, "Una Umber", Role.STAFF)
    Exclusion.objects.create(
        member_id=other.membership_id, kind="excluded", made_at=now, made_by=lena, **facts
    )
    about_staff = make_incident(school, typed=[("Val Quince", "staff", "offender")])
    case = [school.slug, incident.reference]
    plain = ("technical", "recuse", "refer", "narrow", "exclude", "protect", "unprotect", "widen")
    return {
        **{f"incidents:{name}": case for name in plain},
        "incidents:end_referral": [*case, 1],
        "incidents:readmit": [*case, 1],
        "incidents:staff_concern": [school.slug, about_staff.reference, 1],
    }
