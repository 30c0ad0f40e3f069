"""The kinds of sheets. Each is declared once, in this package; all else is read from here."""

from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Kind
from incidents.sheets.kinds.afterwards import COMMUNITY, RESTORATIVE
from incidents.sheets.kinds.breach import BREACH
from incidents.sheets.kinds.outside import DISCLOSURE, REFERRAL
from incidents.sheets.kinds.search import SEARCH

KINDS: dict[SheetKind, Kind] = {
    kind.code: kind for kind in (REFERRAL, DISCLOSURE, SEARCH, BREACH, RESTORATIVE, COMMUNITY)
}


def kind_of(code: str) -> Kind | None:
    """The kind with that code, if there is one."""
    return KINDS[SheetKind(code)] if code in SheetKind.values else None
