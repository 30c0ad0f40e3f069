"""The declared registers, and what they are made of.

The order of the imports is the order of the page.
"""

from policies.registers.declared import (  # noqa: F401, I001
    filtering,
    checks,
    persons,
    outside,
    equipment,
    monitoring,
)
from policies.registers.declared.shape import (
    Ending,
    Field,
    Kind,
    Move,
    Register,
    Reminders,
    State,
    Values,
    named,
    register,
    registers,
    those_for,
)

__all__ = [
    "Ending", "Field", "Kind", "Move", "Register", "Reminders", "State", "Values", "named",
    "register", "registers", "those_for",
]  # fmt: skip
