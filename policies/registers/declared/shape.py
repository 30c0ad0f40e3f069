"""What a register is made of. A register is declared, not programmed: see the modules beside this.

Pure: no models, no queries. Whatever a person reads is lazily translated words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.roles import Role

Words = str | Promise
Values = Mapping[str, Any]


class Kind(StrEnum):
    """How a field is typed, kept and shown."""

    LINE = "line"
    WORDS = "words"
    ADDRESS = "address"  # of a site or account, as text: never a link
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"  # of the directory, by number; with `free` also a name as typed
    MEMBER = "member"  # who has an account, by number
    MONEY = "money"


@dataclass(frozen=True)
class Field:
    """One field. `listed`: a column of the list; `later`: only moves ask for it; `counted`: its
    choices are counted for reports; `past`: a day that is not after today; `from_day`: the day
    field that it may not come before, by at most `within` days after it; `people`: the kinds of
    people meant."""

    name: str
    kind: Kind
    label: Words
    hint: Words = ""
    needed: bool = False
    listed: bool = False
    later: bool = False
    counted: bool = False
    past: bool = False
    from_day: str = ""
    within: int = 0
    choices: tuple[tuple[str, Words], ...] = ()
    people: tuple[str, ...] = ()
    free: bool = False

    def choice_label(self, code: str) -> str:
        """The words of a choice; the code itself where it is no longer known."""
        return next((str(label) for known, label in self.choices if known == code), code)


@dataclass(frozen=True)
class State:
    """One state: `is_open` counts in reminders and overdue lists, `may_change` lets fields be
    changed."""

    code: str
    label: Words
    tone: str = "grey"
    is_open: bool = True
    may_change: bool = True


def _always(_values: Values) -> bool:
    return True


@dataclass(frozen=True)
class Move:
    """One row of the table of moves: from which states to which, who makes it, what it needs.

    `apart`: neither who asked for or changed the entry nor who approved it before. `across`: of
    these roles nobody, once the entry was in the hands of one of them. `approves`: it counts as an
    approval. `many`: it may be taken with several entries at once. `maker`: whoever made the entry
    may, too. `asks`: the fields filled with it. `when`: for which entries it exists. `tells`: whose
    turn it is then; `tells_maker`: and who made the entry is told.
    """

    code: str
    button: Words
    done: Words
    start: tuple[str, ...]
    to: str
    who: frozenset[Role] = frozenset()
    apart: bool = False
    across: frozenset[Role] = frozenset()
    many: bool = False
    approves: bool = False
    maker: bool = False
    needs_reason: bool = False
    asks: tuple[str, ...] = ()
    when: Callable[[Values], bool] = _always
    tells: frozenset[Role] = frozenset()
    tells_maker: bool = False
    hint: Words = ""


@dataclass(frozen=True)
class Reminders:
    """Days before the date (0: on it) on which those of `who` are reminded, and whether weekly once
    it is over. `maker`: and whoever made the entry. The date is `due_on`, or else `ends_on`."""

    before: tuple[int, ...] = (7, 1)
    weekly: bool = True
    who: frozenset[Role] = frozenset()
    maker: bool = False
    together: bool = False


@dataclass(frozen=True)
class Ending:
    """The register's entries end by themselves after their last day: from these states to that."""

    start: tuple[str, ...]
    to: str
    done: Words
    tells: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Register:
    """One declared register.

    `read_by` see all entries; `kept_by` see, add and change them; `asked_by` add entries and see
    their own. `starts`, `ends`, `due` and `subject` name the fields that say so. `secret`: an entry
    does not exist for the person it is about, numbers tell nothing, and nothing is counted.
    `weekly`: the day field that names a week; one entry for each week of term is expected.
    `due_rule` works the day to be dealt with out of the values, where no field says it; `done_on`
    is the field that says when it was dealt with. `reminders` are of that day, or of the last one
    where the register has none; `end_reminders` of the last day beside it. `stand_ins`: the
    responsibilities of those to appoint where nobody is left to approve.
    """

    code: str
    prefix: str
    title: Words
    about: Words
    fields: tuple[Field, ...]
    read_by: frozenset[Role]
    kept_by: frozenset[Role]
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    asked_by: frozenset[Role] = frozenset()
    tells: frozenset[Role] = frozenset()
    starts: str = ""
    ends: str = ""
    due: str = ""
    due_rule: Callable[[Values], date | None] | None = None
    done_on: str = ""
    subject: str = ""
    weekly: str = ""
    secret: bool = False
    ending: Ending | None = None
    reminders: Reminders | None = None
    end_reminders: Reminders | None = None
    stand_ins: tuple[str, ...] = ()

    def reads_all(self, actor: Actor) -> bool:
        """Whether the actor sees all entries (of a secret one, not those about themselves)."""
        return actor.has_role(*(self.read_by | self.kept_by))

    def keeps(self, actor: Actor) -> bool:
        return actor.has_role(*self.kept_by)

    def may_add(self, actor: Actor) -> bool:
        return actor.has_role(*(self.kept_by | self.asked_by))

    def exists_for(self, actor: Actor) -> bool:
        """Whether the register is there at all for the actor."""
        return self.reads_all(actor) or self.may_add(actor)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def state(self, code: str) -> State:
        """The state of that code; one that is no longer declared is shown by its code, closed."""
        found = (state for state in self.states if state.code == code)
        return next(found, State(code, code, is_open=False, may_change=False))

    @property
    def has_due(self) -> bool:
        """Whether its entries have a day to be dealt with."""
        return bool(self.due) or self.due_rule is not None

    @property
    def first_state(self) -> State:
        return self.states[0]

    @property
    def open_states(self) -> list[str]:
        return [state.code for state in self.states if state.is_open]

    @property
    def asked_at_first(self) -> list[Field]:
        """The fields of the form; the others are asked for by moves."""
        return [field for field in self.fields if not field.later]

    @property
    def many(self) -> list[Move]:
        """The moves that may be taken with several entries at once."""
        return [move for move in self.moves if move.many]

    @property
    def listed(self) -> list[Field]:
        return [field for field in self.fields if field.listed]

    @property
    def counted(self) -> list[Field]:
        return [field for field in self.fields if field.counted]


_REGISTERS: dict[str, Register] = {}


def register(one: Register) -> Register:
    """Add a register to the pages. A code or a prefix that is taken is a mistake."""
    if one.code in _REGISTERS or one.prefix in {other.prefix for other in _REGISTERS.values()}:
        raise ValueError(f"The register {one.code} is declared twice.")
    _REGISTERS[one.code] = one
    return one


def registers() -> list[Register]:
    """Every declared register, in the order of declaration."""
    return list(_REGISTERS.values())


def named(code: str) -> Register | None:
    """The register with that code; None where there is none."""
    return _REGISTERS.get(code)


def those_for(actor: Actor) -> list[Register]:
    """The registers that exist for the actor."""
    return [one for one in registers() if one.exists_for(actor)]


def roles(*some: Role) -> frozenset[Role]:
    """A set of roles, written shortly."""
    return frozenset(some)


def usual_states(current: Words = "", over: Words = "") -> tuple[State, ...]:
    """In force, closed, or entered by mistake: for registers without approvals."""
    return (
        State("open", current or _("In force"), "green"),
        State("closed", over or _("Closed"), "grey", is_open=False, may_change=False),
        State("withdrawn", _("Entered by mistake"), "grey", is_open=False, may_change=False),
    )


def usual_moves(
    kept_by: Iterable[Role], *, close: Words = "", asks: tuple[str, ...] = ()
) -> tuple[Move, ...]:
    """Close, open again and withdraw, by whoever keeps the register."""
    keepers = frozenset(kept_by)
    return (
        Move("close", close or _("Close it"), _("Closed"), ("open",), "closed", keepers, asks=asks),
        Move(
            "reopen", _("Open it again"), _("Opened again"), ("closed",), "open", keepers,
            needs_reason=True,
        ),
        Move(
            "withdraw", _("Withdraw it"), _("Withdrawn"), ("open",), "withdrawn", keepers,
            needs_reason=True, hint=_("For an entry made by mistake. It stays in the register."),
        ),
    )  # fmt: skip
