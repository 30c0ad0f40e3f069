"""Rows of the pages of the written policies."""

from policies.documents.models import Policy
from policies.documents.services import lifecycle
from tests.architecture.row import EVERYONE, PUBLIC, of
from tests.policies.documents import walked

# An act on a policy exists for those who keep the policies.
KEEPERS = of("lena dee hari sima cora", hidden="tom gwen olu nat")
WRITERS = of("lena dee hari sima")
APPROVERS = of("hari cora")
# Staff are asked about one policy; governors are not, and so it does not exist for them.
ASKED = of("lena dee hari sima tom olu nat", hidden="gwen cora")
A_DRAFT = of("lena dee hari sima cora tom olu nat", hidden="gwen")

TABLE = {
    **{
        f"documents:{name}": EVERYONE
        for name in (
            "hub",
            "policies",
            "policy",
            "policy_history",
            "policy_revision",
            "policy_pdf",
            "compare_revisions",
        )
    },
    "documents:archive": KEEPERS,
    **{
        f"documents:{name}": WRITERS
        for name in (
            "new_policy",
            "blanks",
            "policy_details",
            "begin_text",
            "edit_text",
            "drop_text",
            "propose_text",
            "consult",
            "close_consultation",
            "enter_reply",
            "publish_policy",
            "publish_anew",
        )
    },
    **{
        f"documents:{name}": KEEPERS
        for name in (
            "send_back_text",
            "reopen_text",
            "open_review",
            "end_review",
            "withdraw_policy",
        )
    },
    "documents:approve_text": APPROVERS,
    "documents:preview_text": A_DRAFT,
    "documents:reply": ASKED,
    **{f"read:{name}": PUBLIC for name in ("read_policies", "read_policy", "read_policy_pdf")},
}


def args(world):
    """One policy in force, one that is written, one that staff are asked about."""
    school, hari, cora = world.school.slug, world.actors["hari"], world.actors["cora"]
    walked.published(walked.made(hari, title="In force", public=True), hari, cora)
    drafted = walked.made(hari, title="Being written", number="OAK-2")
    asked = walked.made(hari, title="Asked about", number="OAK-3")
    walked.asked(asked, hari)
    codes = dict(Policy.objects.values_list("title", "code"))
    lifecycle.open_review(
        policy=walked.published(walked.made(hari, title="Reviewed", number="OAK-4"), hari, cora),
        reason="It is time",
        by=hari,
    )
    one, text, two = ([school, codes[t]] for t in ("In force", "Being written", "Asked about"))
    reviewed = [school, "reviewed"]
    of_text = ("edit_text", "drop_text", "propose_text", "approve_text", "consult", "begin_text")
    of_one = ("policy", "policy_history", "compare_revisions", "policy_details", "open_review")
    assert drafted.code == codes["Being written"]
    return {
        **{f"documents:{name}": text for name in (*of_text, "send_back_text", "reopen_text")},
        **{f"documents:{name}": one for name in (*of_one, "publish_policy", "publish_anew")},
        **{f"documents:{name}": [*one, 1] for name in ("policy_revision", "policy_pdf")},
        **{f"documents:{n}": two for n in ("preview_text", "reply", "close_consultation")},
        "documents:enter_reply": two,
        "documents:end_review": reviewed,
        "documents:withdraw_policy": one,
        "read:read_policies": [school],
        **{f"read:{name}": one for name in ("read_policy", "read_policy_pdf")},
    }
