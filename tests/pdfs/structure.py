"""The tree of tags: headings in order, tables with directions, figures with words."""

from collections.abc import Iterator
from typing import Any

import pikepdf

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "P",
    "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span", "Link", "Figure", "Form",
}  # fmt: skip
INSIDE = {  # what may stand directly in these, and nowhere else
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
}  # fmt: skip


def kind_of(element: Any) -> str:
    return str(element.get("/S", ""))[1:]


class Tree:
    """The elements in reading order, and who owns which mark and which link."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        self.elements = list(_below(root))
        self.reached = {one.objgen for one in self.elements}
        self.named = {str(one.ID) for one in self.elements if "/ID" in one}
        self.owners, self.marks = {}, {}
        numbers = list(root.ParentTree.Nums)
        for number, owner in zip(numbers[::2], numbers[1::2], strict=True):
            place = self.marks if isinstance(owner, pikepdf.Array) else self.owners
            place[int(number)] = owner
        self.registered = set()
        if "/IDTree" in root:
            self.registered = {str(name) for name in list(root.IDTree.Names)[::2]}


def kids_of(element: Any) -> list[Any]:
    """The elements directly in one; marks and links are left out."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _below(element: Any) -> Iterator[Any]:
    for kid in kids_of(element):
        yield kid
        yield from _below(kid)


def problems(tree: Tree) -> list[str]:
    found = [f"unknown tag {kind}" for kind in sorted({*map(kind_of, tree.elements)} - STANDARD)]
    found += _headings([int(kind_of(e)[1]) for e in tree.elements if _is_heading(kind_of(e))])
    for element in tree.elements:
        kind, kids = kind_of(element), [kind_of(kid) for kid in kids_of(element)]
        odd = sorted(set(kids) - INSIDE.get(kind, set(kids)))
        found += [f"{one} stands directly in {kind}" for one in odd]
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            found.append("a figure has no words instead")
        found += _cells(tree, element) if kind in ("TH", "TD", "Table") else []
    if tree.named != tree.registered:
        found.append("the register of names is not complete")
    return found


def _is_heading(kind: str) -> bool:
    return len(kind) == 2 and kind[0] == "H" and kind[1].isdigit()


def _headings(levels: list[int]) -> list[str]:
    """They begin with the first level, and none is left out on the way down."""
    if not levels:
        return ["it has no heading"]
    steps = zip([0, *levels], levels, strict=False)
    return [f"H{now} follows {f'H{last}' if last else 'nothing'}" for last, now in steps
            if now > last + 1]  # fmt: skip


def _cells(tree: Tree, element: Any) -> list[str]:
    kind, facts = kind_of(element), element.get("/A", {})
    if kind == "Table":
        below = {kind_of(one) for one in _below(element)}
        return [] if "TH" in below else ["a table has no header cells"]
    if kind == "TH":
        fits = str(facts.get("/Scope", "")) in ("/Row", "/Column", "/Both")
        return [] if fits else ["a header cell does not say for what it speaks"]
    named = {str(name) for name in facts.get("/Headers", [])}
    return [] if named <= tree.named else ["a cell names a header that is not there"]
