"""The text of a policy: its blanks, its tables, and what stands in the way of keeping it. Pure."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from policies.codes import tidy as _tidy
from policies.guidance import citing

MOST = 200_000
"""Characters of one policy: some sixty pages on paper, with its tables."""
_BLANK = re.compile(r"\{\{ *([a-z_]{1,40}) *\}\}")
_TABLE = re.compile(r"^\{\{ *table: *([a-z0-9-]{1,40}) *(?:@(\d{1,6}))? *\}\}$", re.MULTILINE)
_ANY = re.compile(r"\{\{[^{}\n]{0,80}\}\}")


def tidy(text: str) -> str:
    """The text without characters that nobody can see and spaces at the ends of lines, ended by
    one line feed; nothing where there is nothing to read."""
    kept = "\n".join(line.rstrip() for line in _tidy(text).split("\n")).strip("\n")
    return f"{kept}\n" if kept.strip() else ""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def blanks_in(source: str) -> list[str]:
    """The names of the blanks in a text, each once, in their order."""
    return list(dict.fromkeys(_BLANK.findall(source)))


def tables_in(source: str) -> list[str]:
    """The codes of the tables in a text, in their order."""
    return [code for code, _number in _TABLE.findall(source)]


def fill(source: str, values: Mapping[str, str]) -> str:
    """The text with what the school says in the place of each blank, and with the titles of the
    guidance it cites (`guidance:<code>`); one without stays."""
    text = _BLANK.sub(lambda found: values.get(found[1], "") or found[0], source)
    return citing.written(text, {code: values[key] for code, key in _cited(text, values)})


def _cited(text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The codes of guidance that a text cites, with the names of their values."""
    for code in citing.codes_in(text):
        if (key := f"guidance:{code}") in values:
            yield code, key


def with_versions(text: str, numbers: Mapping[str, int]) -> str:
    """The text with its tables named by code and version."""
    return _TABLE.sub(lambda found: f"{{{{table:{found[1]}@{numbers[found[1]]}}}}}", text)


def without_versions(text: str) -> str:
    """The text with its tables named by their codes alone."""
    return _TABLE.sub(lambda found: f"{{{{table:{found[1]}}}}}", text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in its order, as ("text", words) and ("table", code)."""
    end = 0
    for found in _TABLE.finditer(text):
        yield "text", text[end : found.start()]
        yield "table", found[1]
        end = found.end()
    yield "text", text[end:]


def problem(
    source: str, *, blanks: Iterable[str], tables: Iterable[str], guidance: Iterable[str] = ()
) -> str:
    """Why a tidied text cannot be kept, as a sentence; nothing where it can. `blanks`, `tables` and
    `guidance` are the names that the school has."""
    if not source:
        return _("Write the text of the policy.")
    if len(source) > MOST:
        return _("Use 200,000 characters or fewer.")
    if re.search(r"^# ", source, re.MULTILINE):
        return _("The title is kept by itself. Begin headings of the text with ## or ###.")
    known = set(guidance)
    for code in citing.codes_in(source):
        if code not in known:
            return _("The guidance register has no entry with the code “%(code)s”.") % {
                "code": code
            }
    return _problem_of_names(source, set(blanks), set(tables))


def _problem_of_names(source: str, blanks: set[str], tables: set[str]) -> str:
    for one in blanks_in(source):
        if one not in blanks:
            return _("There is no blank with the name “%(name)s”.") % {"name": one}
    named = tables_in(source)
    for code in named:
        if code not in tables:
            return _("The school has no table with the code “%(code)s”.") % {"code": code}
        if named.count(code) > 1:
            return _("The table “%(code)s” stands there twice. Keep one.") % {"code": code}
    if {"levels-misuse", "levels-responses"} <= set(named):
        return _("Both tables of levels are always shown together. Name one of them.")
    # What is neither a citation nor a blank nor a table without a version.
    known = citing.CITED.sub("", _BLANK.sub("", source))
    left = _TABLE.sub(lambda found: found[0] if found[2] else "", known)
    if found := _ANY.search(left):
        words = _("“%(found)s” is neither a blank nor a table on a line of its own.")
        return words % {"found": found[0]}
    return ""
