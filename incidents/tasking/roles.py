"""Which roles of the school an owner of tasks stands for: the one place that says so."""

from esafety.access.roles import Role
from incidents.tasking.choices import Owner

# A class teacher holds no role of their own, so a person has to be chosen.
ROLES_OF: dict[Owner, frozenset[Role]] = {
    Owner.CLASS_TEACHER: frozenset(),
    Owner.HEAD_OF_YEAR: frozenset({Role.HEAD_OF_YEAR}),
    Owner.SENIOR_LEADERSHIP: frozenset({Role.SENIOR_LEADER, Role.HEAD}),
    Owner.TECHNICAL_SUPPORT: frozenset({Role.TECHNICAL_SUPPORT}),
    Owner.LEAD: frozenset({Role.LEAD, Role.DEPUTY_LEAD}),
    Owner.DSL: frozenset({Role.DSL, Role.DEPUTY_DSL}),
    Owner.HEAD: frozenset({Role.HEAD}),
    Owner.OFFICE: frozenset({Role.OFFICE}),
    Owner.CHAIR: frozenset({Role.CHAIR}),
}


def owners_with(roles: frozenset[Role]) -> list[Owner]:
    """The owners for whom somebody with these roles answers tasks."""
    return [owner for owner, needed in ROLES_OF.items() if needed & roles]
