"""What is decided by a grid, and that the report on it was read."""

from incidents.sanctions.services.deciding import decide
from incidents.sanctions.services.reading import report_read
from incidents.sanctions.services.weighing import Choice, Reasons

__all__ = ["Choice", "Reasons", "decide", "report_read"]
