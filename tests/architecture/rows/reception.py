"""Rows of signing in person: the class, the tablet at reception, accounts and their entries."""

from aup.services import kiosk
from esafety.signatures.choices import Means
from tests.architecture.row import EVERYONE, KEEP_PEOPLE, STAFF, Row, of
from tests.aup.asked import asked, sign
from tests.aup.linked import linked
from tests.factories.people import make_guardian, make_person

_NO_TABLET = Row(of().opens, EVERYONE.opens, public=True)

TABLE = {
    "aup:classes": STAFF,
    "aup:witness": STAFF,
    **{
        f"aup:{name}": KEEP_PEOPLE
        for name in ("reception", "signed_before", "open_kiosk", "close_kiosk", "expect")
    },
    "aup:asked": KEEP_PEOPLE,
    "aup:asked_people": KEEP_PEOPLE,
    "aup:letter_returned": KEEP_PEOPLE,
    "aup:office_certificate": KEEP_PEOPLE,
    "aup:office_evidence": KEEP_PEOPLE,
    **{f"kiosk:{name}": _NO_TABLET for name in ("welcome", "come", "thanks")},
    "people:connections": KEEP_PEOPLE,
    "people:connect": KEEP_PEOPLE,
    "people:connect_me": EVERYONE,
}


def args(world):
    school = world.school.slug
    child = make_person(world.school, "Bea Birch", year_group="4", tutor_group="4B")
    asked(world.school, child)
    other = make_person(world.school, "Cal Cherry", year_group="5")
    ask, by = asked(world.school, other), world.actors["olu"]
    copy = sign(ask, "own", by, person=other, means=Means.PAPER).signature.code
    letter = linked(make_guardian(other, "Cat Cherry")).letters.get()
    row, _token = kiosk.open_day(by=world.actors["olu"])
    return {
        "aup:asked": [school, ask.pk],
        "aup:letter_returned": [school, ask.pk, letter.pk],
        "aup:asked_people": [school, "pupils-primary", "declined"],
        "aup:office_certificate": [school, copy],
        "aup:office_evidence": [school, copy],
        "aup:witness": [school, "pupils-primary", "4B"],
        "aup:close_kiosk": [school, row.pk],
        "kiosk:come": [school, "visitor"],
        "people:connect": [school, world.actors["nat"].membership_id],
    }
