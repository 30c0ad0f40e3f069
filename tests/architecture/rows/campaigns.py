"""Rows of campaigns: for the lead, the head and the office; the coverage for senior leaders too."""

from datetime import date

from django.utils import timezone

from aup.models import AgreementVersion, Campaign
from tests.architecture.row import of

_MANAGE = of("lena hari olu")

TABLE = {
    **{
        f"aup:{name}": _MANAGE
        for name in (
            "campaigns", "new_campaign", "make_campaign", "campaign", "change_campaign",
            "campaign_missing", "campaign_by_hand", "campaign_state", "start_campaign",
            "pause_campaign", "go_on_campaign", "close_campaign", "drop_campaign",
            "extend_campaign", "signing_settings",
        )
    },
    "aup:coverage": of("lena hari olu sima"),
}  # fmt: skip


def args(world):
    version = AgreementVersion.objects.get(agreement__audience="students")
    campaign = Campaign.objects.create(
        school=world.school,
        agreement=version.agreement,
        version=version,
        title="Year 8",
        opens_on=date(2026, 9, 1),
        closes_on=date(2027, 7, 1),
        made_at=timezone.now(),
        made_by=world.member("olu"),
    )
    own = [name for name in TABLE if "_campaign" in name or "campaign_" in name]
    own = [name for name in own if name not in ("aup:new_campaign", "aup:make_campaign")]
    return {
        **{name: [world.school.slug, campaign.pk] for name in [*own, "aup:campaign"]},
        "aup:make_campaign": [world.school.slug, "students"],
        **{
            f"aup:{name}": [world.school.slug]
            for name in ("campaigns", "new_campaign", "coverage", "signing_settings")
        },
    }
