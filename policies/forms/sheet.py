"""The page of a draft: every cell is a field, every button an act."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policies import codes
from policies.editing import Typed

_CELL = re.compile(r"cell-([0-9]{1,9})-([a-z0-9_-]{1,60})")
_COLUMN = re.compile(r"column-([a-z0-9_-]{1,60})")
_ACT = re.compile(r"[a-z_]{1,20}(:[a-z0-9_-]{0,60})?")
_KEY = re.compile(r"[0-9]{1,9}")
_LOST = _("The page was not sent whole. Look at it once more, then save again.")


class SheetForm(forms.Form):
    """What was typed into a draft, which button was pressed, and on which revision."""

    revision = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, error_messages={"required": _LOST, "invalid": _LOST}
    )

    def clean(self) -> dict[str, Any]:
        """`typed`, `act` and `revision`, as `services.drafting.change` takes them."""
        given = self.cleaned_data
        return {"typed": self.typed, "act": self.act, "revision": given.get("revision", 0)}

    @property
    def act(self) -> str:
        """The act of the button; a new column's words come with it. Unknown text is "save"."""
        asked = str(self.data.get("act", ""))
        if asked == "add_column":
            return f"add_column:{codes.one_line(str(self.data.get('new_column', '')))}"
        return asked if _ACT.fullmatch(asked) else "save"

    @property
    def typed(self) -> Typed:
        """The cells and columns that were on the page, and what stands in them."""
        cells, labels = {}, {}
        for name in self.data:
            if match := _CELL.fullmatch(name):
                cells[int(match[1]), match[2]] = str(self.data.get(name))
            elif match := _COLUMN.fullmatch(name):
                labels[match[1]] = str(self.data.get(name))
        lines = frozenset(int(key) for key in self._sent("lines") if _KEY.fullmatch(key))
        return Typed(lines, frozenset(self._sent("columns")), cells, labels)

    def _sent(self, name: str) -> list[str]:
        return str(self.data.get(name, "")).split(",")
