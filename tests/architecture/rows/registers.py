"""Rows of the registers, by the filtering changes: any staff ask, some see what others asked."""

from django.utils import timezone

from policies.registers.declared import named
from policies.registers.models import RegisterImport
from policies.registers.services import printing
from tests.architecture.row import of
from tests.policies.registers.filled import make_entry

ALL = of("lena dee hari sima tom olu nat cora")
THERE = of("lena dee hari sima tom olu nat", hidden="cora")
MINE = of("lena", hidden="dee hari sima tom olu nat cora")
# Who may not read in a file for this register has no entry; the file itself is its sender's.
A_FILE = of("lena", hidden="dee hari sima nat cora")
THE_ENTRY = of("lena dee hari sima nat", hidden="tom olu cora")

TABLE = {
    **{f"registers:{page}": THERE for page in ("export_csv", "export_xlsx")},
    "registers:import_upload": of("lena dee hari sima nat", hidden="cora"),
    **{f"registers:{page}": MINE for page in ("pdf", "pdf_state")},
    "registers:pdf_file": of(hidden="lena dee hari sima tom olu nat cora"),  # not made yet
    **{f"registers:import_{page}": A_FILE for page in ("preview", "progress")},
    # These take no GET; whom they serve is tested beside them.
    **{f"registers:{page}": ALL for page in ("print_pdf", "import_apply", "import_drop")},
    "registers:registers": ALL,
    "registers:register": THERE,
    "registers:add": THERE,
    "registers:entry": THE_ENTRY,
    "registers:edit": of("lena", hidden="tom olu cora"),
    # No move of this register is for several entries; where one is, is tested beside it.
    "registers:several": of(hidden="lena dee hari sima tom olu nat cora"),
    "registers:move": of("hari sima", hidden="tom olu cora"),
}


def args(world):
    """A lasting change that Lena asks for."""
    register = named("filtering-changes")
    entry = make_entry(register, world.school, world.actors["lena"], until_day=None)
    one = [world.school.slug, register.code]
    by = world.actors["lena"]
    asked = printing.request_print(register=register, filters={}, by=by, school=world.school)
    file = RegisterImport.objects.create(
        school=world.school,
        register=register.code,
        made_at=timezone.now(),
        made_by=world.member("lena"),
    )
    alone = ("register", "add", "export_csv", "export_xlsx", "print_pdf", "import_upload")
    files = ("preview", "apply", "drop", "progress")
    return {
        **{f"registers:{page}": one for page in alone},
        **{f"registers:{page}": [*one, asked.key] for page in ("pdf", "pdf_state", "pdf_file")},
        **{f"registers:import_{page}": [*one, file.pk] for page in files},
        **{f"registers:{page}": [*one, entry.number] for page in ("entry", "edit")},
        "registers:several": [*one, "agree"],
        "registers:move": [*one, entry.number, "agree"],
    }
