"""Words as they can be kept as an agreement, and what stands in the way of it. Pure."""

import re

from django.utils.translation import gettext as _

from aup import audiences
from aup.parts import HEADINGS, parts_of, title_of
from esafety.languages import ENGLISH

MOST = 40_000
"""Characters of one agreement: some fifteen pages."""
_MOST_OF_A_TITLE = 120
# Control characters (but tab and line feed), halves of pairs, and the mark some editors put first.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text without characters that nobody can see and spaces at the ends of lines, ended by
    one line feed; nothing where there is nothing to read."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")
    return f"{kept}\n" if kept.strip() else ""


def problem(text: str, audience: str, locale: str = ENGLISH) -> str:
    """Why tidied words cannot be an agreement, as a sentence; nothing where they can."""
    title = title_of(text)
    if not text:
        return _("Write the words of the agreement.")
    if len(text) > MOST:
        return _("Use 40,000 characters or fewer.")
    if not title:
        return _("Begin with the title: one line that starts with # and a space.")
    if len(title) > _MOST_OF_A_TITLE:
        return _("Use 120 characters or fewer for the title.")
    if len(re.findall(r"^# ", text, re.MULTILINE)) > 1:
        return _("Only the title has one #. Begin other headings with ## or ###.")
    return _problem_of_parts(text, audience, locale)


def _problem_of_parts(text: str, audience: str, locale: str) -> str:
    if audience not in audiences.PUPILS:
        return ""
    child, parent = parts_of(text)
    if not parent:
        line = f"## {HEADINGS.get(locale, HEADINGS[ENGLISH])}"
        return _("Mark where the parents’ part begins with this line: %(line)s") % {"line": line}
    if parts_of(parent.partition("\n")[2])[1]:
        return _("The heading of the parents’ part stands twice. Keep one of them.")
    if not _says_something(child) or not _says_something(parent):
        return _("Write words for the child and words for the parent or carer.")
    return ""


def _says_something(part: str) -> bool:
    return any(line and not line.startswith("#") for line in part.split("\n"))
