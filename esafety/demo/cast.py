"""The people of the demonstration who can sign in. No models: every page of a demo reads this."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role

PASSWORD = "demo-Oakfield-2026"
OAKFIELD, BROOK = "oakfield", "brook"
SCHOOL_NAMES = {OAKFIELD: "Oakfield School", BROOK: "Brook Primary School"}


@dataclass(frozen=True)
class CastMember:
    """Somebody with a sign-in: who, where, what they do there and what that lets them do."""

    first_name: str
    last_name: str
    school: str
    job: str
    roles: tuple[Role, ...]
    kind: str = "staff"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{self.first_name.lower()}@{self.school}.example"


@dataclass(frozen=True)
class SignIn:
    """One line of the table of sign-ins: the address, and what the person is and where."""

    email: str
    role: str | Promise


_STAFF, _GOVERNOR = Role.STAFF, "governor"
CAST = (
    CastMember("Lena", "Larch", OAKFIELD, "Online safety lead", (Role.LEAD, _STAFF)),
    CastMember(
        "Lewis", "Laurel", OAKFIELD, "Deputy online safety lead", (Role.DEPUTY_LEAD, _STAFF)
    ),
    CastMember("Dee", "Dogwood", OAKFIELD, "Designated safeguarding lead", (Role.DSL, _STAFF)),
    CastMember("Dara", "Damson", OAKFIELD, "Deputy safeguarding lead", (Role.DEPUTY_DSL, _STAFF)),
    CastMember("Hari", "Hazel", OAKFIELD, "Headteacher", (Role.HEAD, _STAFF)),
    CastMember("Sima", "Sorrel", OAKFIELD, "Assistant headteacher", (Role.SENIOR_LEADER, _STAFF)),
    CastMember("Tom", "Thorn", OAKFIELD, "Teacher of geography", (_STAFF,)),
    CastMember("Hester", "Hawthorn", OAKFIELD, "Head of Year 8", (Role.HEAD_OF_YEAR, _STAFF)),
    CastMember("Nat", "Nutmeg", OAKFIELD, "Network manager", (Role.TECHNICAL_SUPPORT, _STAFF)),
    CastMember("Olu", "Oak", OAKFIELD, "Office manager", (Role.OFFICE, _STAFF)),
    CastMember("Cora", "Cedar", OAKFIELD, "Chair of governors", (Role.CHAIR,), _GOVERNOR),
    CastMember("Gwen", "Gorse", OAKFIELD, "Governor", (Role.GOVERNOR,), _GOVERNOR),
    CastMember("Esme", "Elder", OAKFIELD, "eSafety governor", (Role.ESAFETY_GOVERNOR,), _GOVERNOR),
    CastMember("Boris", "Birch", BROOK, "Online safety lead", (Role.LEAD, _STAFF)),
    CastMember("Beth", "Bramble", BROOK, "Designated safeguarding lead", (Role.DSL, _STAFF)),
    CastMember("Brian", "Bracken", BROOK, "Headteacher", (Role.HEAD, _STAFF)),
    CastMember("Bill", "Balsam", BROOK, "Teacher of Year 5", (_STAFF,)),
    CastMember("Bola", "Bayleaf", BROOK, "Office manager", (Role.OFFICE, _STAFF)),
    CastMember("Bina", "Beech", BROOK, "Chair of governors", (Role.CHAIR,), _GOVERNOR),
    CastMember("Basil", "Burdock", BROOK, "Governor", (Role.GOVERNOR,), _GOVERNOR),
)
# Oakfield's network manager looks after Brook's computers too: one sign-in, two schools.
ALSO_AT_BROOK = "nat@oakfield.example"
PARENT = ("Pia", "Pine")


def people() -> list[SignIn]:
    """Who can sign in to the demonstration, for the sign-in page and the command line."""
    return [SignIn(one.email, _words(one)) for one in CAST]


def _words(one: CastMember) -> str:
    where = SCHOOL_NAMES[one.school]
    if one.email == ALSO_AT_BROOK:
        where = _("%(one)s and %(other)s") % {"one": where, "other": SCHOOL_NAMES[BROOK]}
    return f"{one.name}: {one.job}, {where}"
