"""A file of a register, or the same pasted."""

from datetime import date
from typing import Any

from policies.registers import reading
from policies.registers.declared import Register
from policies.registers.queries.rolls import Roll
from policies.uploads import RowsForm


class UploadForm(RowsForm):
    """The rows of one register."""

    def __init__(self, *args: Any, register: Register, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.today = register, today

    def understood(self, found: list[list[str]]) -> reading.Reading:
        return reading.read(self.register, found, roll=Roll(), today=self.today)
