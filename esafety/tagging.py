"""What WeasyPrint leaves out of a tagged PDF: the direction of header cells, the register of their
names, lists whose items are grouped, and that running heads and feet are no part of the text.

`complete(made)` takes the PDF as WeasyPrint has built it, before it is written, so that nothing is
parsed again and the bytes depend on the document alone.
"""

from collections.abc import Iterator
from typing import Any

from pydyf import Array, Dictionary

_HEADS = "/THead"


def complete(made: Any) -> None:
    """Complete the structure tree of a `pydyf.PDF` in place. One without tags is left alone."""
    known = {one.reference: one for one in made.objects}
    root = known.get(made.catalog.get("StructTreeRoot"))
    if root is None:
        return
    _ungroup(root, known)
    elements = list(_below(root, known))
    _say_scopes(elements, known)
    _keep_names(root, elements, made)
    _set_aside(root, {id(one) for one in elements}, known)


def _below(element: Any, known: dict[bytes, Any]) -> Iterator[Any]:
    """The elements below one, in reading order."""
    for kid in element.get("K", ()):
        found = known.get(kid) if isinstance(kid, bytes) else None
        if found is not None and found.get("Type") == "/StructElem":
            yield found
            yield from _below(found, known)


def _ungroup(root: Any, known: dict[bytes, Any]) -> None:
    """A list holds nothing but items: the groups between (`<dl><div>`) let go of theirs."""
    for element in list(_below(root, known)):
        if element["S"] != "/L":
            continue
        items: list[bytes] = []
        for kid in element["K"]:
            within = known[kid]["K"] if known[kid]["S"] == "/Div" else [kid]
            for item in within:
                known[item]["P"] = element.reference
            items.extend(within)
        element["K"] = Array(items)


def _say_scopes(elements: list[Any], known: dict[bytes, Any]) -> None:
    """Header cells in a table's head speak for their column; elsewhere, beside data, for their row.

    A row of header cells alone speaks for the columns below it, wherever it stands.
    """
    for cell in elements:
        if cell["S"] != "/TH":
            continue
        row = known[cell["P"]]
        beside = {known[kid]["S"] for kid in row["K"] if isinstance(kid, bytes)}
        heads = known[row["P"]]["S"] == _HEADS or "/TD" not in beside
        cell["A"]["Scope"] = "/Column" if heads else "/Row"


def _keep_names(root: Any, elements: list[Any], made: Any) -> None:
    """Elements that have a name stand in the tree's register of names, in the order of bytes."""
    named = {one["ID"].string: one for one in elements if "ID" in one}
    if not named:
        return
    names = Array()
    for name in sorted(named, key=str.encode):
        names.extend((named[name]["ID"], named[name].reference))
    register = Dictionary({"Names": names})
    made.add_object(register)
    root["IDTree"] = register.reference


def _set_aside(root: Any, in_text: set[int], known: dict[bytes, Any]) -> None:
    """What hangs from no branch (the boxes in the margins of pages) is marked as an artifact."""
    numbers = known[root["ParentTree"]]["Nums"]
    for owners in numbers[1::2]:
        if isinstance(owners, bytes):
            continue  # the owner of a link
        for mark, owner in enumerate(owners):
            element = known[owner]
            if id(element) not in in_text:
                _as_artifact(known[known[element["Pg"]]["Contents"]].stream, mark)
                owners[mark] = "null"


def _as_artifact(stream: list[Any], mark: int) -> None:
    for place, part in enumerate(stream):
        if isinstance(part, Dictionary) and part.get("MCID") == mark:
            stream[place - 1 : place + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]
            return
