"""The page of one proposal: what the grid says for this person, and the form that decides."""

from typing import Any

from django.utils.text import slugify

from esafety.access.actor import Actor
from incidents import queries as cases
from incidents.cases.choices import Level
from incidents.models import Incident, InvolvedPerson
from incidents.sanctions import presenters, queries
from incidents.sanctions.actions import Act, act_of, ends_on
from incidents.sanctions.choices import REPEATED, Grid
from incidents.sanctions.forms.decision import MOST_TIMES, DecisionForm, HeadForm
from incidents.sanctions.forms.lines import MOST_OTHERS, LineForm, OtherForm, Owners
from incidents.sanctions.proposals import Misuse, Offer
from incidents.sanctions.queries import GridInForce
from incidents.tasking.choices import Owner


class Proposing:
    """One person, one misuse, one reader: all that the page shows and all that it asks.

    `data` is what was posted, None for a page that is opened. A press that only looks again, adds
    a line, or changes which time it is, saves nothing and loses nothing.
    """

    def __init__(
        self, one: InvolvedPerson, grid: GridInForce, misuse: Misuse, actor: Actor, data: Any
    ) -> None:
        self.one, self.grid, self.misuse, self.actor, self.data = one, grid, misuse, actor, data
        self.incident: Incident = one.incident
        self.earlier = queries.earlier(one, grid=grid.code, misuse=misuse, actor=actor)
        self.before = list(queries.decisions_about([one]))
        self.present = {
            str(n): each for n, each in enumerate(self.before, start=1) if queries.is_present(each)
        }
        self.occurrence = self._occurrence()
        self.proposal = grid.proposal(misuse, self.occurrence)
        self.looks_again = self._looks_again()
        self._is_chairs = cases.level_of(self.incident) == Level.CHAIR
        self._next_day = queries.next_school_day(self.incident)
        self.form = self._form()

    @property
    def same(self) -> str:
        """The number of the decision that stands on this very misuse, if there is one."""
        for number, each in self.present.items():
            if (each.grid, each.misuse) == (self.grid.code, self.misuse.code):
                return number
        return ""

    @property
    def decided(self) -> dict[str, Any]:
        """What the service keeps; the form is valid."""
        posted = self.data.get("seen", "")
        is_number = posted.isascii() and posted.isdigit() and len(posted) < 5
        return {
            "involved": self.one,
            "grid": self.grid.code,
            "misuse": self.misuse.code,
            "choices": self.form.choices,
            # How many decisions the page showed, and by which grid it was drawn.
            "seen": int(posted) if is_number else -1,
            "stamp": self.data.get("stamp", "") or "?",
            "reasons": self.form.head.reasons,
        }

    def context(self) -> dict[str, Any]:
        """What the template reads."""
        decided = [
            presenters.shown(int(number), each, (), opens=True, present=True)
            for number, each in self.present.items()
        ]
        return {
            "one": self.one,
            "who": presenters.who(self.one),
            "grid": self.grid,
            "misuse": self.misuse,
            "day": presenters.day_of(self.incident),
            "earlier": self.earlier,
            "counted": [presenters.earlier_line(each) for each in self.earlier.counted],
            "apart": [presenters.earlier_line(each) for each in self.earlier.apart],
            "has_levels": self.grid.code == Grid.LEVELS,
            "repeated": self._repeated(),
            "occurrence": self.occurrence,
            "time_words": presenters.time_words(self.earlier.occurrence),
            "decided": decided,
            "seen_now": len(self.before),
            "may_add": len(self.form.others) < MOST_OTHERS,
            "looks_again": self.looks_again,
            "form": self.form,
        }

    def _repeated(self) -> Misuse | None:
        """The row for carrying on after a warning, where something like this is on record."""
        goes_on = self.earlier.counted and self.misuse.code != REPEATED
        return self.grid.misuse(REPEATED) if goes_on else None

    def _occurrence(self) -> int:
        posted = (self.data.get("d-occurrence", "") if self.data is not None else "").strip()
        is_number = posted.isascii() and posted.isdigit() and len(posted) < 3
        if is_number and 1 <= int(posted) <= MOST_TIMES:
            return int(posted)
        return min(self.earlier.occurrence, MOST_TIMES)

    def _looks_again(self) -> bool:
        """Whether this press only looks: asked for, or the grid says other things for that time."""
        if self.data is None:
            return False
        return "look" in self.data or "add" in self.data or self._is_other_time()

    def _is_other_time(self) -> bool:
        drawn = self.data.get("drawn_for", "")
        return self.grid.code == Grid.LEVELS and drawn != str(self.occurrence)

    def _form(self) -> DecisionForm:
        bound = None if self.looks_again else self.data
        owners, usual = Owners(queries.may_have_tasks(self.incident)), self._usual()
        head = HeadForm(
            bound,
            counted=min(self.earlier.occurrence, MOST_TIMES),
            before=self.present,
            same=self.same,
            initial=self._kept("d", {"occurrence": self.occurrence, "replaces": self.same}),
        )
        lines = [
            self._line(bound, prefix, offer, owners, usual) for prefix, offer in self._prefixed()
        ]
        others = [
            OtherForm(bound, owners=owners, prefix=f"o{n}", initial=self._kept(f"o{n}", usual))
            for n in range(1, self._how_many_others() + 1)
        ]
        return DecisionForm(head, lines, others)

    def _line(
        self, bound: Any, prefix: str, offer: Offer, owners: Owners, usual: dict[str, Any]
    ) -> LineForm:
        act = act_of(self.grid.code, offer.code, offer.words)
        start = usual | {
            "taken": offer.proposed and not offer.condition,
            "owner": f"role:{self._owner(act)}",
            "words": presenters.task_words(act, self.misuse, self.incident),
        }
        if act.needs_until:
            due = self._next_day
            start |= {"due_on": due, "access_until": ends_on(offer.words, due)}
        kept = self._kept(prefix, start)
        if self.looks_again and self._is_other_time():
            kept["taken"] = start["taken"]
        return LineForm(bound, offer=offer, act=act, owners=owners, prefix=prefix, initial=kept)

    def _prefixed(self) -> list[tuple[str, Offer]]:
        """Each action with what its fields begin with: the same whichever time it is."""
        found: dict[str, Offer] = {}
        for offer in self.proposal.offers:
            slug = f"a-{slugify(offer.code) or 'action'}"
            found[slug if slug not in found else f"{slug}-{len(found)}"] = offer
        return list(found.items())

    def _owner(self, act: Act) -> Owner:
        """What is the chair's alone goes to nobody else unless the chair says so."""
        return Owner.CHAIR if self._is_chairs else act.owner

    def _usual(self) -> dict[str, Any]:
        usual = Owner.CHAIR if self._is_chairs else Owner.LEAD
        return {"owner": f"role:{usual}", "due_on": queries.usual_due(self.incident)}

    def _kept(self, prefix: str, start: dict[str, Any]) -> dict[str, Any]:
        """What a form starts with: as it was posted where this press only looks again."""
        if not self.looks_again:
            return dict(start)
        own = [name for name in self.data if name.startswith(f"{prefix}-")]
        posted = {name.removeprefix(f"{prefix}-"): self.data.get(name) for name in own}
        return start | {"taken": False} | posted if posted else dict(start)

    def _how_many_others(self) -> int:
        if self.data is None:
            return 1
        sent = sum(f"o{n}-title" in self.data for n in range(1, MOST_OTHERS + 1))
        return max(1, min(sent + ("add" in self.data), MOST_OTHERS))
