"""Rows of the guidance register: staff and governors read it, the lead, the DSL and the head keep
it."""

from tests.architecture.row import EVERYONE, of

KEEPERS = of("lena dee hari")

TABLE = {
    **{f"guidance:{name}": EVERYONE for name in ("guidance", "guidance_csv", "entry")},
    **{f"guidance:{name}": KEEPERS for name in ("add", "change", "add_edition", "check", "retire")},
}


def args(world):
    school = world.school.slug
    names = ("entry", "change", "add_edition", "check", "retire")
    return {f"guidance:{name}": [school, "kcsie"] for name in names}
