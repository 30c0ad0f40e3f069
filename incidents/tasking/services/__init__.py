"""Tasks of a case. Other topics ask for one by `give`."""

from incidents.tasking.services.giving import give

__all__ = ["give"]
