"""Who reads and keeps most registers, in one place."""

from esafety.access.roles import Role
from policies.registers.declared.shape import roles

LEADERS = roles(Role.HEAD, Role.SENIOR_LEADER)
LEADS = roles(Role.LEAD, Role.DEPUTY_LEAD)
SAFEGUARDING = roles(Role.DSL, Role.DEPUTY_DSL)
TECHNICIANS = roles(Role.TECHNICAL_SUPPORT)
OVERSEERS = LEADERS | LEADS | SAFEGUARDING
EVERY_STAFF_ROLE = OVERSEERS | TECHNICIANS | roles(Role.STAFF, Role.HEAD_OF_YEAR, Role.OFFICE)

A_YEAR = 366
"""How many days a yearly review may be put off at most."""
