"""Rows of the registers, by the filtering changes: any staff ask, some see what others asked."""

from policies.registers.declared import named
from tests.architecture.row import of
from tests.policies.registers.filled import make_entry

THERE = of("lena dee hari sima tom olu nat", hidden="cora")
THE_ENTRY = of("lena dee hari sima nat", hidden="tom olu cora")

TABLE = {
    "registers:registers": of("lena dee hari sima tom olu nat cora"),
    "registers:register": THERE,
    "registers:add": THERE,
    "registers:entry": THE_ENTRY,
    "registers:edit": of("lena", hidden="tom olu cora"),
    "registers:move": of("hari sima", hidden="tom olu cora"),
}


def args(world):
    """A lasting change that Lena asks for."""
    register = named("filtering-changes")
    entry = make_entry(register, world.school, world.actors["lena"], until_day=None)
    one = [world.school.slug, register.code]
    return {
        **{f"registers:{page}": one for page in ("register", "add")},
        **{f"registers:{page}": [*one, entry.number] for page in ("entry", "edit")},
        "registers:move": [*one, entry.number, "agree"],
    }
