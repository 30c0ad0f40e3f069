"""The answers of a report: raw as they were typed, ready once checked, canonical when sent.

Pure code. A draft keeps `{"raw": {step: ...}, "ready": {...}}`. Raw is kept whatever it holds, so
that nothing typed is lost; ready is there only while every step has passed its form.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

STEPS = ("what", "where-when", "who", "words")
MOST_PEOPLE = 30
MOST_VALUES = 100
PERSON_FIELDS = ("kind", "name", "person", "contact", "part")
READY = frozenset(
    {
        "types", "other_words", "urgent", "places", "place_words", "when", "happened_on",
        "happened_until", "when_words", "time", "people", "description", "platforms",
        "platform_words", "evidence", "evidence_held",
    }
)  # fmt: skip
EARLIEST = date(2000, 1, 1)

# Marks that turn the direction of writing could make a line of the log read as another.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Evidence is never stored, so a picture pasted as text is taken out (spec/forms.md).
_PICTURE = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60}[^,\s]{0,100},[A-Za-z0-9+/=_%-]*", re.ASCII)
_ROW = re.compile(r"people-([0-9]{1,4})-([a-z]+)")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(am|pm)?")


class Unfinished(Exception):
    """The draft holds no checked answers yet, or not all of them."""


def tidy(text: str) -> str:
    """The text as it can be kept: no control characters, one kind of line end, no pictures."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _PICTURE.sub("[picture removed]", _CONTROLS.sub("", plain))


def fields(post: Any, names: Iterable[str]) -> dict[str, list[str]]:
    """The values posted under these names, tidied, at most 100 of each."""
    found = {name: [tidy(v) for v in post.getlist(name)[:MOST_VALUES]] for name in names}
    return {name: values for name, values in found.items() if values}


def people(post: Any) -> list[dict[str, str]]:
    """The rows of people that were posted, in their order.

    Does what the buttons that need no script ask: add=any, remove=number, find=number.
    """
    rows = _posted_rows(post)
    removed, found = post.get("remove", ""), post.get("find", "")
    kept = []
    for number, row in sorted(rows.items()):
        if str(number) == removed:
            continue
        if str(number) == found:
            row["find"] = "yes"
        kept.append(row)
    if "add" in post and len(kept) < MOST_PEOPLE:
        kept.append({"new": "yes"})
    return [row for row in kept if any(row.values())]


def _posted_rows(post: Any) -> dict[int, dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for name in post:
        match = _ROW.fullmatch(name)
        if match and match[2] in (*PERSON_FIELDS, "match"):
            rows.setdefault(int(match[1]), {})[match[2]] = tidy(post.get(name, ""))
    for row in rows.values():
        chosen = row.pop("match", None)
        if chosen is not None:
            row["person"], row["picked"] = chosen, "yes"
    return rows


def day_of(parts: Iterable[str]) -> date | None:
    """The date from day, month and year as typed (26 means 2026); None if it is none."""
    texts = [part.strip() for part in parts]
    if len(texts) != 3 or not all(re.fullmatch(r"[0-9]{1,4}", text) for text in texts):
        return None
    day, month, year = map(int, texts)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def time_of(text: str) -> time | None:
    """The time as typed, such as 14:30, 14.30, 1430, 2.30pm or 2 pm; None if it is none."""
    match = _TIME.fullmatch(text.strip().lower())
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def canonical(answers: dict[str, Any], **signing: str) -> dict[str, Any]:
    """The checked answers of a draft with the facts of signing, as the submission keeps them.

    Raises Unfinished when the draft has not passed every step.
    """
    ready = answers.get("ready")
    if not isinstance(ready, dict) or set(ready) != READY or not ready["people"]:
        raise Unfinished
    return {"form": "H", "version": 1, **ready, **signing}


def sha256(facts: dict[str, Any]) -> str:
    """The SHA-256 (hex) of the answers as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
