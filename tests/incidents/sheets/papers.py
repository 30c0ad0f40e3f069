"""Complete facts of each kind of sheet, as they are kept and as a browser posts them."""

from incidents.sheets.choices import SheetKind
from incidents.sheets.services import write

FACTS = {
    SheetKind.REFERRAL: {
        "to": "police",
        "decision": "referred",
        "on": "2026-11-03",
        "at": "10:15",
        "by": "Lena Larch",
        "reason": "A threat of violence.",
        "parents": "later",
    },
    SheetKind.DISCLOSURE: {
        "what": "The chronology.",
        "to": "Dr Quill, Anytown surgery",
        "on": "2026-11-03",
        "at": "10:15",
        "how": "spoken",
        "lawful": "safeguarding",
        "necessity": "She treats the child and needs no more.",
        "by": "Lena Larch",
    },
    SheetKind.SEARCH: {
        "on": "2026-11-03",
        "at": "10:15",
        "place": "Office",
        "pupil": "1",
        "searched": ["bag"],
        "searcher": "Lena Larch",
        "present": "Dee Dogwood",
        "looked_for": "A phone",
        "why": "It was seen in the lesson.",
        "basis": "consent",
        "authorised_by": "Hari Hazel",
        "found": "no",
        "device": "none",
        "parents": "yes",
        "parents_on": "2026-11-03",
        "parents_at": "15:00",
        "parents_how": "The mother, by telephone.",
    },
    SheetKind.BREACH: {
        "what": "A list was mailed to the wrong address.",
        "happened": "On Friday",
        "aware_on": "2026-11-03",
        "aware_at": "14:10",
        "whose": ["pupils"],
        "categories": "Names and classes.",
        "people": 25,
        "special": "no",
        "effect": "Little.",
        "containment": "The reader deleted it.",
        "dpo": "no",
        "ico": "open",
        "told": "open",
    },
    SheetKind.RESTORATIVE: {
        "on": "2026-11-03",
        "at": "10:15",
        "people": ["1"],
        "by": "Lena Larch",
        "agreed": "To leave each other alone.",
    },
    SheetKind.COMMUNITY: {
        "what": ["letter", "assembly"],
        "words": "About kindness in chats.",
        "on": "2026-11-03",
        "at": "10:15",
        "by": "Lena Larch",
    },
}


def facts(kind, **changes):
    """The facts of a sheet with changes; None takes one out."""
    given = {**FACTS[SheetKind(kind)], **changes}
    return {name: value for name, value in given.items() if value is not None}


def write_sheet(incident, by, kind, **changes):
    return write(incident=incident, by=by, kind=SheetKind(kind), facts=facts(kind, **changes))
