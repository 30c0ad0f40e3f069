"""Whether a PDF keeps to PDF/UA-1, as far as a program can tell: what is wrong with it, in words.

What a program cannot tell (whether an alternative says what the picture shows, whether the order
makes sense) was looked at page by page.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.pdfs import marks, structure
from tests.pdfs.structure import Tree

LONGEST = 12  # so many findings of one kind say enough


def problems(made: bytes) -> list[str]:
    """Everything that is wrong with these bytes; nothing, for a good PDF."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        found = list(_facts(pdf))
        if "/StructTreeRoot" in pdf.Root:
            tree = Tree(pdf)
            found += [*structure.problems(tree), *marks.problems(pdf, tree), *_links(pdf, tree)]
        found += [*_bookmarks(pdf), *_fonts(pdf)]
    return found


def _facts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What a reader is told of the whole: that it is tagged, its language, its title."""
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "it does not say that it is marked"
    if "/StructTreeRoot" not in root:
        yield "it has no tags"
    if not str(root.get("/Lang", "")):
        yield "it has no language"
    title = str(pdf.docinfo.get("/Title", ""))
    if not title.strip():
        yield "it has no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "a reader would show its file name, not its title"
    with pdf.open_metadata() as facts:
        if facts.get("pdfuaid:part") != "1":
            yield "it does not say that it is PDF/UA-1"
        if str(facts.get("dc:title", "")) != title:
            yield "its title differs in the metadata"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "it has no bookmarks"
        if any(not str(one.title).strip() for one in outline.root):
            yield "a bookmark has no words"


def _links(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for link in page.get("/Annots", []):
            if not str(link.get("/Contents", "")).strip():
                yield f"page {number}: a link says nothing of where it leads"
            owner = tree.owners.get(int(link.get("/StructParent", -1)))
            if owner is None or structure.kind_of(owner) != "Link":
                yield f"page {number}: a link is not tagged as one"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: the order of its links is not that of the text"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every font is in the file, and its letters can be read as text."""
    seen: set[Any] = set()
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
            name = str(one.get("/BaseFont", "?"))
            if one.get("/Subtype") == "/Type3" or name in seen:
                continue
            seen.add(name)
            if not _is_embedded(one):
                yield f"the font {name} is not in the file"
            if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
                yield f"the letters of the font {name} cannot be read"


def _is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    facts = inner.get("/FontDescriptor", {})
    return any(key in facts for key in ("/FontFile", "/FontFile2", "/FontFile3"))
