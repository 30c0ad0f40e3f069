"""Who took a secret register out, for those who read it."""

from esafety.access.actor import Actor
from esafety.audit import queries as audit
from policies.registers.declared import Register

OUT = "register_out"
"""The prefix under which it stands in the audit log that a secret register was taken out: without
numbers, so that it may be shown even to somebody from whom an entry is kept."""


def out_ref(register: Register) -> str:
    """What a register is called in the events of its being taken out."""
    return f"{OUT if register.secret else 'register'}:{register.code}"


def taken_out(actor: Actor, register: Register) -> list[audit.Line]:
    """The last times that a secret register was taken out, newest first."""
    rows = audit.events().filter(object=out_ref(register))
    return audit.page(actor=actor, rows=rows).lines
