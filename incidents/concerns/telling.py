"""Plain answers made into the answers of a report (Appendix H). Pure code.

What a stranger leaves open is kept as open, in the report's own words for it, so that the record,
the log and the exports read a concern like any other report.
"""

import re
from datetime import date, timedelta
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from incidents.choices import Part, PersonKind, Place, Platform, When
from incidents.concerns.words import KINDS, NEXT_BEST, Door
from incidents.models import IncidentType
from incidents.seeds import NEEDS_WORDS

_BETWEEN = re.compile(r"[\n,;&]|\s+and\s+", re.IGNORECASE)
_MOST_NAMES, _LONGEST_NAME = 15, 120
_SEEDED = {kind.type_code for kind in KINDS} | {
    "pornography", "drugs_or_bombs", "disrepute", "bypassing_security", "hacking_or_viruses",
    "copyright", "other", *NEEDS_WORDS,
}  # fmt: skip


def own_types(types: list[IncidentType]) -> list[IncidentType]:
    """The types a school has added to the seed list; only grown-ups are offered them."""
    return [one for one in types if one.on_report and one.code not in _SEEDED]


def ready(
    found: dict[str, Any], door: Door, types: list[IncidentType], today: date
) -> dict[str, Any]:
    """The checked answers of all steps of a report (answers.READY), from checked plain ones."""
    codes = type_codes(found.get("kinds", []), types)
    return {
        "types": codes,
        "other_words": _("The reporter was not sure what kind it was")
        if NEEDS_WORDS.intersection(codes)
        else "",
        "urgent": found.get("danger") in ("yes", "unsure"),
        **_where(found.get("where", "")),
        **_when(found, today),
        "time": None,
        "people": people(found, door),
        "description": found["description"],
        "platforms": _platforms(found),
        "platform_words": found.get("platform_words", ""),
        "evidence": found.get("evidence", ""),
        "evidence_held": "",
    }


def told(found: dict[str, Any], door: Door) -> dict[str, Any]:
    """What was chosen on the plain page itself, kept beside the report that was made of it."""
    chosen = {name: found.get(name, "") for name in ("danger", "did_who", "when", "where")}
    return {"door": door.slug, "kinds": list(found.get("kinds", [])), **chosen}


def type_codes(kinds: list[str], types: list[IncidentType]) -> list[str]:
    """Codes of types the school has, each once; what fits none is the first of NEXT_BEST."""
    known = {one.code for one in types}
    leads_to = {kind.code: kind.type_code for kind in KINDS}
    wanted = dict.fromkeys(leads_to.get(code, code) for code in kinds)
    codes = [code for code in wanted if code in known and code not in NEXT_BEST]
    if len(codes) < len(wanted) or not codes:
        codes += [code for code in NEXT_BEST if code in known][:1]
    return codes


def people(found: dict[str, Any], door: Door) -> list[dict[str, Any]]:
    """A row for each person told of, or one that says that nobody is known."""
    rows = []
    if found.get("hurt_me"):
        rows.append(_row(PersonKind.CHILD, found.get("name", ""), Part.TARGET))
    hurt = names(found.get("hurt_names", ""))
    rows += [_row(PersonKind.CHILD, name, Part.TARGET) for name in hurt]
    kind, did = kind_of(found.get("did_who", "")), names(found.get("did_names", ""))
    rows += [_row(kind, name, Part.OFFENDER) for name in did]
    if found.get("did_who") in ("child", "staff", "other") and not did:
        rows.append(_row(kind, "", Part.OFFENDER))
    return rows or [_row(PersonKind.UNKNOWN, "", Part.UNCLEAR)]


def kind_of(who: str) -> PersonKind:
    """The kind of person that was chosen. "I do not know" with a name is somebody else, so that
    the name is compared with the names of staff (spec/roles.md: when in doubt they are out)."""
    return {"child": PersonKind.CHILD, "staff": PersonKind.STAFF}.get(who, PersonKind.OTHER)


def names(text: str) -> list[str]:
    """The names in a box of names: one on each line, or with commas or "and" between them. More
    than fifteen are put together in the last, so that every word is kept."""
    parts = [" ".join(part.split()) for part in _BETWEEN.split(text)]
    found = list(dict.fromkeys(part for part in parts if part))
    if len(found) > _MOST_NAMES:
        found = [*found[: _MOST_NAMES - 1], " ".join(found[_MOST_NAMES - 1 :])]
    return [piece for name in found for piece in _pieces(name)]


def _pieces(name: str) -> list[str]:
    """A name that is longer than a name can be, in pieces that fit; words stay whole, since each
    may be the surname of somebody who must not read this."""
    return wrap(name, _LONGEST_NAME, break_on_hyphens=False)


def _row(kind: PersonKind, name: str, part: Part) -> dict[str, Any]:
    return {"kind": str(kind), "person": None, "name": name, "contact": "", "part": str(part)}


def _where(where: str) -> dict[str, Any]:
    """A report knows inside and outside school; not sure is both, with words that say so."""
    if where in (Place.INSIDE, Place.OUTSIDE):
        return {"places": [where], "place_words": ""}
    words = "" if where == "both" else _("The reporter was not sure where")
    return {"places": [str(Place.INSIDE), str(Place.OUTSIDE)], "place_words": words}


def _when(found: dict[str, Any], today: date) -> dict[str, Any]:
    chosen = found.get("when", "")
    known = {"today": today, "yesterday": today - timedelta(days=1), "day": found.get("day")}
    day = known.get(chosen)
    return {
        "when": str(When.DAY if day else When.ABOUT),
        "happened_on": (day or today).isoformat(),
        "happened_until": None,
        "when_words": "" if day else _("The reporter was not sure when"),
    }


def _platforms(found: dict[str, Any]) -> list[str]:
    chosen = list(found.get("platforms", []))
    if found.get("platform_words") and Platform.OTHER not in chosen:
        chosen.append(str(Platform.OTHER))
    return chosen
