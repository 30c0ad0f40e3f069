"""Which types of incident call for the image guard and for which chart. Pure code, one place.

Sources: the seeded type codes (spec/forms.md), spec/triage.md 1 to 4, domain.md 2 (UKCIS 2024). A
school may reword its types; their codes never change.
"""

from collections.abc import Collection
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.choices import Part, PersonKind
from incidents.models import InvolvedPerson
from incidents.walks.choices import Answer

# A nude or sexual image of somebody under 18: always.
IMAGES = frozenset({"sexting_or_abuse_images"})
# Sexual images that may or may not be of a child: as soon as a child, or nobody known, is in it.
IMAGES_WITH_A_CHILD = frozenset({"pornography"})

ILLEGAL = IMAGES | {"grooming", "terrorism", "hate", "drugs_or_bombs"}
SECURITY = frozenset({"hacking_or_viruses", "bypassing_security", "others_account"})
BULLYING = frozenset({"bullying", "chain_or_threat", "impersonation"})
COMMENTS = frozenset({"disrepute"})
_CHARTS: tuple[tuple[str, frozenset[str], str | Promise], ...] = (
    ("chart-illegal", ILLEGAL, _("because of the type of the incident; it comes first")),
    ("chart-security-or-data", SECURITY, _("because of the type of the incident")),
    ("chart-cyberbullying", BULLYING, _("because of the type of the incident")),
    ("chart-negative-comments", COMMENTS, _("because of the type of the incident")),
)
_THIRTEEN = 13


def guard_applies(codes: Collection[str], involved: Collection[InvolvedPerson]) -> bool:
    """Whether the five referral prompts are asked: when in doubt they are."""
    if IMAGES.intersection(codes):
        return True
    may_be_a_child = {one.kind for one in _present(involved)} & {
        PersonKind.CHILD,
        PersonKind.UNKNOWN,
    }
    return bool(IMAGES_WITH_A_CHILD.intersection(codes) and may_be_a_child)


def suggested(
    codes: Collection[str], involved: Collection[InvolvedPerson]
) -> dict[str, str | Promise]:
    """The charts that fit the incident, in the order in which to walk them, and why."""
    found = {code: why for code, types, why in _CHARTS if types.intersection(codes)}
    people = _present(involved)
    if any(one.kind == PersonKind.STAFF and one.part != Part.WITNESS for one in people):
        first = {code: why for code, why in found.items() if code == "chart-illegal"}
        found = first | {"chart-staff": _("because a member of staff is involved")} | found
    if not found.keys() - {"chart-illegal"}:
        found["chart-pupils"] = _("because no member of staff is known to be involved")
    return found


def under_13(involved: Collection[InvolvedPerson], day: date) -> Answer:
    """Whether a child of the incident was under 13 on that day, by the directory's dates of birth.

    Not sure where no child is known to be, and of one the date of birth is not known.
    """
    people = [one for one in _present(involved) if one.kind in (PersonKind.CHILD, "unknown")]
    births = [one.person.date_of_birth if one.person else None for one in people]
    if any(birth and _age(birth, day) < _THIRTEEN for birth in births):
        return Answer.YES
    return Answer.UNSURE if None in births or not births else Answer.NO


def _age(birth: date, day: date) -> int:
    """Whole years; born on 29 February, a year is full on 1 March where there is no such day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _present(involved: Collection[InvolvedPerson]) -> list[InvolvedPerson]:
    return [one for one in involved if one.removed_at is None]
