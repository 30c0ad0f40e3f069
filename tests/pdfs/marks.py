"""What is painted on the pages: all of it belongs to a tag, or is marked as mere ornament."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.pdfs.structure import Tree

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Tj", "TJ", "'", '"', "EI",
          "INLINE IMAGE", "Do"}  # fmt: skip


def problems(pdf: pikepdf.Pdf, tree: Tree) -> list[str]:
    found = []
    for number, page in enumerate(pdf.pages, 1):
        owners = tree.marks.get(int(page.get("/StructParents", -1)), pikepdf.Array())
        used, loose = _read(page)
        if loose:
            words = ", ".join(sorted(loose))
            found.append(f"page {number}: painted outside any tag: {words}")
        for mark in used:
            owner = owners[mark] if mark < len(owners) else None
            if owner is None or owner.objgen not in tree.reached:
                found.append(f"page {number}: what is marked {mark} is not in the text's tree")
        if len(set(used)) != len(used):
            found.append(f"page {number}: a mark is used twice")
        expected = {at for at, owner in enumerate(owners) if owner is not None}
        if expected - set(used):
            found.append(f"page {number}: a tag owns what is not on the page")
    return found


def _read(page: Any) -> tuple[list[int], set[str]]:
    """The marks on a page in order, and the operators that paint outside of all."""
    used: list[int] = []
    loose: set[str] = set()
    open_ones: list[str] = []
    for operator, operands in _operators(page):
        if operator in ("BDC", "BMC"):
            open_ones.append(operator)
            if operator == "BDC" and "/MCID" in operands[1]:
                used.append(int(operands[1]["/MCID"]))
        elif operator == "EMC":
            open_ones.pop()
        elif operator in PAINTS and not open_ones:
            loose.add(operator)
    return used, loose


def _operators(page: Any) -> Iterator[tuple[str, Any]]:
    """The operators of a page and of the forms that it shows in their place."""
    for part in pikepdf.parse_content_stream(page):
        operator = str(part.operator)
        form = _form(page, part.operands[0]) if operator == "Do" else None
        if form is None:
            yield operator, part.operands
        else:
            yield from _operators(form)


def _form(page: Any, name: Any) -> Any:
    """The form of this name; None for a picture, which is painted as a whole."""
    shown = page.get("/Resources", {}).get("/XObject", {}).get(str(name))
    return shown if shown is not None and shown.get("/Subtype") == "/Form" else None
