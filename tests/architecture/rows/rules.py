"""Rows of the pages of the rules."""

from django.utils import timezone

from policies.editing import Typed
from policies.models import RuleTable
from policies.services import approving, drafting
from tests.architecture.row import EVERYONE, LEADERS, PUBLIC, of

# A draft exists for those who manage or approve the rules, and for nobody else.
THE_DRAFT = of("lena hari sima", hidden="dee tom gwen cora olu nat")
APPROVERS = of("hari sima")

TABLE = {
    "policies:may_i": EVERYONE,
    "may_i_read": PUBLIC,
    **{f"policies:rule_table_{name}": EVERYONE for name in ("pdf", "version", "compare")},
    **{
        f"policies:{name}": LEADERS
        for name in (
            "begin_draft",
            "edit_draft",
            "import_draft",
            "drop_draft",
            "propose_draft",
            "put_in_force",
        )
    },
    "policies:preview_draft": THE_DRAFT,
    "policies:send_back_draft": THE_DRAFT,
    "policies:waiting_rules": APPROVERS,
    "policies:approve_draft": APPROVERS,
}


def args(world):
    """A draft of the pupils' grid, one of the staff's that waits for approval, one of signposts."""
    school, lena = world.school.slug, world.actors["lena"]
    tables = {table.code: table for table in RuleTable.objects.all()}
    for code in ("pupil-actions", "signposts"):
        drafting.begin(table=tables[code], by=lena)
    waiting = drafting.begin(table=tables["staff-actions"], by=lena)
    typed = Typed(lines=frozenset({1}), cells={(1, "misuse"): "Other words"})
    drafting.change(draft=waiting, typed=typed, act="save", revision=1, by=lena)
    approving.propose(draft=waiting, comment="c", starts_on=timezone.localdate(), by=lena)
    grid, proposed = [school, "pupil-actions"], [school, "staff-actions"]
    return {
        **{f"policies:rule_table_{name}": [*grid, 1] for name in ("pdf", "version")},
        "policies:rule_table_compare": grid,
        **{
            f"policies:{name}_draft": grid
            for name in ("begin", "edit", "preview", "import", "drop", "propose")
        },
        "may_i_read": [school],
        "policies:put_in_force": [school, "signposts"],
        "policies:approve_draft": proposed,
        "policies:send_back_draft": proposed,
    }
