"""Walks and image guards in words, for their pages and the record's. No queries here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.models import ImageGuard, Incident, Walk, WalkStep
from incidents.presenters import link
from incidents.walks.choices import Prompt
from incidents.walks.workflow import Position, gone_on, position, run
from policies.charts.queries import chart_of
from policies.charts.structure import ROLES, Chart, Node


@dataclass(frozen=True)
class Line:
    """One question answered or step taken. `again_url`: where the answer can be changed."""

    words: str
    answer: str
    note: str
    reason: str
    by: str
    at: datetime
    done_at: datetime | None
    task: str
    counts: bool
    again_url: str


@dataclass(frozen=True)
class Walked:
    """A walk as its page and the record show it."""

    walk: Walk
    chart: Chart
    now: Position
    title: str
    version: int
    url: str
    lines: list[Line]

    @property
    def standing(self) -> str:
        """Where it stands in one line."""
        return self.now.node.words

    @property
    def is_over(self) -> bool:
        return self.now.is_over

    @property
    def waits(self) -> bool:
        """Whether it waits for advice."""
        return self.now.node.kind == "advice"

    @property
    def next_chart(self) -> str:
        return self.now.node.next_chart


def walked(incident: Incident, walk: Walk) -> Walked:
    """A walk with its answers, oldest first."""
    chart = chart_of(walk.version)
    steps = list(walk.steps.all())
    now = position(chart, steps)
    counting = {one.pk for one in now.path}
    last = {one.node: one.pk for one in now.path}
    return Walked(
        walk=walk,
        chart=chart,
        now=now,
        title=walk.version.table.title,
        version=walk.version.number,
        url=link(incident, "walk", walk.chart),
        lines=[
            _line(
                one,
                counts=one.pk in counting,
                url=link(incident, "walk_again", walk.chart, one.node)
                if last.get(one.node) == one.pk and one.node != now.node.code
                else "",
            )
            for one in steps
        ],
    )


def _line(step: WalkStep, *, counts: bool, url: str) -> Line:
    return Line(
        words=step.words,
        answer=step.answer_words,
        note=step.note,
        reason=step.reason,
        by=step.taken_by.display_name,
        at=step.taken_at,
        done_at=step.happened_at,
        task=step.task.title if step.task else "",
        counts=counts,
        again_url=url,
    )


def role_of(node: Node) -> str:
    """For whom the task of a step is, in words."""
    return str(ROLES.get(node.task_for, ""))


def shown_run(walked: Walked, node: Node, first: str) -> dict[str, Any] | None:
    """What the form of a run needs; None where the node is no step.

    `node`: the first step that the page could record, `first`: the first of its list. Where the
    walk is elsewhere now, the steps that were recorded meanwhile stay in the list.
    """
    chart, now = walked.chart, walked.now
    steps = run(chart, first)
    if node not in steps:
        steps = run(chart, node.code)
    if not steps:
        return None
    gone = steps[: steps.index(now.node)] if now.node in steps else steps
    return {
        "steps": steps,
        "roles": {one.code: role_of(one) for one in steps},
        "meanwhile": {one.code: gone_on(now, one.code) for one in gone},
        "stale": gone_on(now, node.code) if node != now.node else "",
    }


def after_run(walked: Walked, last: Node) -> Node | None:
    """What comes after the last step of a list."""
    return walked.chart.nodes.get(last.leads_to("") or "")


@dataclass(frozen=True)
class GuardView:
    """The present row of the image guard in words."""

    answers: list[tuple[str, str]]
    refer: bool
    reason: str
    seen: list[Mapping[str, str]]
    device: str
    device_words: str
    by: str
    at: datetime


_DEVICE = {True: _("Kept safe"), False: _("Not kept safe"), None: _("Not known, or no device")}


def guard_view(guard: ImageGuard) -> GuardView:
    """One row of the guard."""
    answers = [(str(p.label), _answer(guard, p)) for p in Prompt]
    return GuardView(
        answers=answers,
        refer=guard.refer,
        reason=guard.override_reason,
        seen=list(guard.seen),
        device=str(_DEVICE[guard.device_secured]),
        device_words=guard.device_words,
        by=guard.made_by.display_name,
        at=guard.made_at,
    )


def _answer(guard: ImageGuard, prompt: Prompt) -> str:
    shown: str = getattr(guard, f"get_{prompt.value}_display")()
    return str(shown)


@dataclass(frozen=True)
class Offer:
    """A chart that can be begun here: its title, why it is suggested, and where."""

    title: str
    why: str
    url: str


def offers(
    incident: Incident, titles: Mapping[str, str], why: Mapping[str, Any], begun: set[str]
) -> tuple[list[Offer], list[Offer]]:
    """The charts not begun yet: those suggested, in their order, and the others."""

    def offer(code: str) -> Offer:
        url = link(incident, "begin_walk", code)
        return Offer(titles[code], str(why.get(code, "")), url)

    fitting = [offer(code) for code in why if code in titles and code not in begun]
    others = [offer(code) for code in titles if code not in why and code not in begun]
    return fitting, others
