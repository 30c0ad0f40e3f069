"""Words, tables and links of campaigns that a template cannot make simply. No queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aup.campaign_workflow import CampaignAct, allowed
from aup.choices import IN_ORDER, AskState, CampaignState
from aup.models import Ask, Campaign, Letter
from aup.presenters import _TONES as TONES
from aup.queries.campaigns import Row
from aup.queries.letters import Unreached
from esafety.jobs.models import Job, JobState
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.signatures.choices import Part

CAMPAIGN_TONES = {
    CampaignState.DRAFT: "grey",
    CampaignState.RUNNING: "green",
    CampaignState.PAUSED: "yellow",
    CampaignState.CLOSED: "blue",
}
_YEARS = {code: str(label) for code, label in YEAR_GROUPS}
_YEAR_ORDER = list(_YEARS)
_KINDS = {kind.value: str(kind.label) for kind in Kind}
_NO = (AskState.DECLINED, AskState.DISAGREED, AskState.WITHDRAWN)


def labelled(name: str, counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Counts of a group by the words of a person, years in their order."""
    rows = list(counted)
    if name == "year_group":
        rows.sort(key=lambda row: _YEAR_ORDER.index(row[0]))
    words = {"year_group": _YEARS, "kind": _KINDS}.get(name, {})
    return [(str(words.get(value, value)), n) for value, n in rows]


def groups_words(campaign: Campaign) -> str:
    """Whom a campaign is for, in words."""
    groups = campaign.groups
    years = [str(_YEARS[y]) for y in _YEAR_ORDER if y in groups.get("year_groups", [])]
    kinds = [str(_KINDS[k]) for k in groups.get("kinds", [])]
    found = [*years, *groups.get("tutor_groups", []), *kinds]
    return ", ".join(found) or _("Everybody whose agreement it is")


def progress(standing: list[Row]) -> dict[str, Any]:
    """How far a campaign is: totals, and the numbers as one mark that changes with them."""
    states: Counter[str] = Counter()
    for _year, _tutor, _kind, state, n in standing:
        states[state] += n
    total, signed = states.total(), sum(states[s] for s in IN_ORDER)
    percent = 100 * signed // total if total else 0
    words = _("%(signed)s of %(total)s signed") % {"signed": signed, "total": total}
    mark = "-".join(f"{state.value[:3]}{states[state]}" for state in AskState)
    return {"states": states, "total": total, "signed": signed, "percent": percent,
            "words": words, "mark": mark, "tiles": _tiles(states, total, signed)}  # fmt: skip


def _tiles(states: Counter[str], total: int, signed: int) -> list[dict[str, Any]]:
    refused = sum(states[s] for s in _NO)
    return [
        {"value": total, "label": _("Asked")},
        {"value": signed, "label": _("Signed")},
        {"value": states[AskState.ASKED], "label": _("Waiting")},
        {"value": refused, "label": _("Refused, disagree or taken back"),
         "tone": "warning" if refused else ""},
        {"value": states[AskState.NO_REPLY], "label": _("No reply")},
    ]  # fmt: skip


def tables(campaign: Campaign, standing: list[Row]) -> list[dict[str, Any]]:
    """Progress by year group, tutor group and kind; a table with one line says nothing new."""
    made = [
        _table(campaign, standing, 0, "year", _("By year group"), _("Year group")),
        _table(campaign, standing, 1, "tutor", _("By tutor group"), _("Tutor group")),
        _table(campaign, standing, 2, "kind", _("By kind of person"), _("Kind")),
    ]
    return [table for table in made if len(table["rows"]) > (table["name"] == "kind")]


def _table(
    campaign: Campaign, standing: list[Row], column: int, name: str, caption: str, label: str
) -> dict[str, Any]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in standing:
        counts[str(row[column])][row[3]] += row[4]
    keys = sorted(key for key in counts if key)
    if name == "year":
        keys.sort(key=_YEAR_ORDER.index)
    words = {"year": _YEARS, "kind": _KINDS}.get(name, {})
    base = reverse("aup:campaign_missing", args=[campaign.school.slug, campaign.pk])
    rows = [
        _cells(str(words.get(key, key)), counts[key], f"{base}?{urlencode({name: key})}")
        for key in keys
    ]
    columns = [_("Asked"), _("Signed"), _("Waiting"), _("Refused"), _("No reply")]
    head = [{"label": label}, *({"label": one, "number": True} for one in columns)]
    return {"name": name, "caption": caption, "head": head, "rows": rows}


def _cells(words: str, states: Counter[str], url: str) -> list[dict[str, Any]]:
    signed = sum(states[s] for s in IN_ORDER)
    numbers = [states.total(), signed, states[AskState.ASKED], sum(states[s] for s in _NO),
               states[AskState.NO_REPLY]]  # fmt: skip
    return [{"text": words, "url": url}, *({"text": n} for n in numbers)]


def acts(campaign: Campaign) -> dict[str, bool]:
    """Which buttons fit the state, asked of the table of acts."""
    may = allowed(campaign.state)
    return {act.value: act in may for act in CampaignAct}


@dataclass(frozen=True)
class MissingLine:
    """One person who has not signed: how it stands and which parts are missing."""

    ask: Ask
    words: str
    tone: str
    parts: str
    reason: str


def missing_lines(
    asks: Iterable[Ask], parts: dict[int, list[Part]], reasons: dict[int, str]
) -> list[MissingLine]:
    """The people of a page of those who have not signed."""
    return [
        MissingLine(
            ask,
            str(AskState(ask.state).label),
            TONES[AskState(ask.state)],
            ", ".join(part_words(part) for part in parts[ask.pk]),
            reasons.get(ask.pk, "") if ask.state in _NO else "",
        )
        for ask in asks
    ]


def part_words(part: Part) -> str:
    """Whose signature a part is, in a word or two."""
    words = {Part.OWN: _("their own"), Part.PARENT: _("a parent or carer’s")}
    return words.get(part, str(Part(part).label))


def asking_words(job: Job | None) -> dict[str, Any]:
    """How the job that writes the letters stands."""
    under_way = job is not None and job.state in (JobState.WAITING, JobState.RUNNING)
    failed = job is not None and job.state == JobState.FAILED
    waits = job is not None and under_way and job.attempts == 0 and job.run_after > job.created_at
    percent = job.percent if job is not None else 0
    return {
        "asking": under_way and not waits,
        "asking_failed": failed,
        "waits": waits,
        "asking_percent": percent,
        "asking_words": _("The letters are being written."),
    }


def people_words(n: int) -> str:
    """A number of people in words."""
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


@dataclass(frozen=True)
class ByHand:
    """One person whom letters do not reach, and why."""

    ask: Ask
    reason: str


def by_hand(found: Iterable[tuple[Ask, Unreached]]) -> list[ByHand]:
    """For whom nobody may sign, who has no address, whose letter could not be sent or came back."""
    return [
        ByHand(ask, ". ".join(_why(one) for one in who.letters) or _no_letter(who))
        for ask, who in found
    ]


def _no_letter(who: Unreached) -> str:
    if who.nobody:
        return _("No parent or carer who may sign is in the directory")
    return _("No email address")


def _why(letter: Letter) -> str:
    name = letter.person.name
    if letter.returned_at is None:
        return _("The letter could not be sent to %(name)s") % {"name": name}
    day = date_format(timezone.localtime(letter.returned_at), "j F Y")
    return _("The letter to %(name)s came back on %(day)s") % {"name": name, "day": day}


def query_of(chosen: dict[str, str]) -> str:
    """What was chosen, for the links to other pages of a list."""
    return urlencode({name: value for name, value in chosen.items() if value})
