"""Pages of the directory."""

from esafety.people.views.connecting import connect, connect_me, connections
from esafety.people.views.directory import directory, search
from esafety.people.views.family import guardian_add, guardian_edit, guardian_end
from esafety.people.views.files import (
    import_apply,
    import_drop,
    import_preview,
    import_progress,
    import_upload,
)
from esafety.people.views.person import add, add_kind, come_back, edit, leave, person

__all__ = [
    "add",
    "add_kind",
    "come_back",
    "connect",
    "connect_me",
    "connections",
    "directory",
    "edit",
    "guardian_add",
    "guardian_edit",
    "guardian_end",
    "import_apply",
    "import_drop",
    "import_preview",
    "import_progress",
    "import_upload",
    "leave",
    "person",
    "search",
]
