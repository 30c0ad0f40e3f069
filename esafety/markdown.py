"""A text as HTML: a small, safe part of Markdown, and nothing else.

Headings (# to ####), lists (-) and paragraphs; every word is escaped, and no link, image, mark
of emphasis or HTML is understood, so a text cannot carry anything but text.
"""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_HEADING = re.compile(r"(#{1,4}) +(.+)")
_SIZES = {1: "l", 2: "m", 3: "s", 4: "s"}


def rendered(text: str, *, under: int = 0) -> SafeString:
    """The text as HTML of the house; its headings `under` so many levels of the page's own."""
    blocks = (
        _block(block, under) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    )
    # Every piece was escaped in _block; only our own tags are added.
    return mark_safe("\n".join(blocks))  # noqa: S308


def top_of(text: str) -> int:
    """The level of its highest headings: 1 with a title of its own, 2 where it begins with
    sections; 1 where it has none."""
    found = (_HEADING.fullmatch(line.strip()) for line in text.splitlines())
    return min((len(heading.group(1)) for heading in found if heading), default=1)


def _block(block: str, under: int) -> str:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    out, items, words = list[str](), list[str](), list[str]()
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading or line.startswith("- "):
            out += _paragraph(words)
        if heading:
            out += _list(items)
            out.append(_heading(len(heading.group(1)), escape(heading.group(2)), under))
        elif line.startswith("- "):
            items.append(line[2:].strip())
        elif items:
            items[-1] += f" {line}"
        else:
            words.append(line)
    return "\n".join([*out, *_paragraph(words), *_list(items)])


def _heading(level: int, words: str, under: int) -> str:
    tag = f"h{level + under}"
    return f'<{tag} class="govuk-heading-{_SIZES[level]}">{words}</{tag}>'


def _paragraph(words: list[str]) -> Iterable[str]:
    """The words gathered so far as a paragraph; they are used up."""
    text, words[:] = " ".join(words), []
    return [f'<p class="govuk-body">{escape(text)}</p>'] if text else []


def _list(items: list[str]) -> Iterable[str]:
    """The items gathered so far as a list; they are used up."""
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    items.clear()
    return [f'<ul class="govuk-list govuk-list--bullet">{lines}</ul>'] if lines else []
