"""What a row of the access table says: for whom an address opens, and what the others are told.

Three answers are possible besides "opens": "sign in" (nobody is signed in), "no entry" (403: the
role does not reach, whatever is there) and "not there" (404: the row does not exist for them).
"""

from dataclasses import dataclass

CAST = ("lena", "dee", "hari", "sima", "tom", "gwen", "cora", "olu", "nat")


@dataclass(frozen=True)
class Row:
    """For whom an address opens, and for whom its row does not exist; the rest have no entry."""

    opens: frozenset[str] = frozenset(CAST)
    hidden: frozenset[str] = frozenset()
    public: bool = False
    of_a_school: bool = True

    def expected(self, who: str) -> str:
        if who in self.opens:
            return "opens"
        return "not there" if who in self.hidden else "no entry"


def of(*who: str, hidden: str = "") -> Row:
    return Row(frozenset(" ".join(who).split()), frozenset(hidden.split()))


EVERYONE = Row()
STAFF = of("lena dee hari sima tom olu nat")
LOG = of("lena dee hari sima cora")
CASE = of("lena dee hari sima", hidden="cora")
HANDLE = of("lena dee hari", hidden="cora")
TAKE_OUT = of("lena dee hari sima")
MY_PRINT = of("lena", hidden="dee hari sima")
MY_DRAFT = of("tom", hidden="lena dee hari sima olu nat")
MY_RECEIPT = of("tom", hidden="lena dee hari sima gwen cora olu nat")
LEADERS = of("lena hari")
SETTINGS = of("lena dee hari sima")
SEE_PEOPLE = of("lena dee hari sima olu")
KEEP_PEOPLE = of("lena hari olu")
MY_IMPORT = KEEP_PEOPLE
REPORTS = of("lena dee hari sima gwen cora")
DRAFTERS = of("lena dee hari")
A_DRAFT = of("lena dee hari", hidden="sima gwen cora")
PUBLIC = Row(public=True, of_a_school=False)
NO_DEMO = Row(frozenset(), frozenset(CAST), public=True, of_a_school=False)
SIGNED_IN = Row(of_a_school=False)
OPERATORS = Row(frozenset(), frozenset(CAST), of_a_school=False)
