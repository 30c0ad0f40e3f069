"""Playing an incident through the product's own services, each act at its own moment.

A play is a generator: it yields the moment at which it wants to go on, and the stage lets it go on
when the clock stands there. So all plays of both schools are interleaved as they would have been.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import services as audit
from esafety.demo import answers, bythebook, schedule, words
from esafety.demo.company import Company
from esafety.demo.plot import Course, Plot
from esafety.demo.stories import tell
from esafety.schools import reading
from incidents import queries
from incidents.choices import ImmediateAction, Outcome
from incidents.models import Incident, IncidentType
from incidents.services import closing, drafts, identity, record, submission, triage

OVER = (Course.CLOSED, Course.CLOSED_AGAIN, Course.REOPENED)
# Part of the incidents are settled within days, without an investigation of their own.
QUICK = 0.6
WORKED_ON = (*OVER, Course.INVESTIGATING, Course.IN_ACTION)


class Play:
    """One incident from its report to where it stands today."""

    def __init__(self, company: Company, plot: Plot) -> None:
        self.company, self.plot, self.rng = company, plot, plot.rng
        self.by, self.at = plot.handler, plot.submitted_at

    def run(self) -> Iterator[datetime]:
        """Yield each moment before the act that belongs to it."""
        plot = self.plot
        yield plot.submitted_at
        self.incident = self._submit()
        plot.reference = self.incident.reference
        with reading.page():  # the report has changed whom an incident names
            self.by = self._handler()
        if plot.course == Course.SUBMITTED:
            return
        yield self._after(hours=0.3 if self.incident.urgent else 1.5)
        if plot.course == Course.MERGED:
            self._merge()
            return
        self._open()
        yield self._after(minutes=4)
        triage.acknowledge(
            incident=self.incident, by=self.by, note=self._maybe(words.THOUGHTS, 0.4)
        )
        if plot.course == Course.NOT_INCIDENT:
            yield self._after(hours=5)
            reason = self.rng.choice(words.NOT_AN_INCIDENT)
            triage.mark_not_incident(incident=self.incident, by=self.by, reason=reason)
        elif plot.course in WORKED_ON:
            yield from self._work()

    def _work(self) -> Iterator[datetime]:
        yield self._after(hours=1)
        self._act()
        if self.plot.story.key == "smart-glasses":
            self._correct_to_other()
        quick = self.plot.course == Course.CLOSED and not self.plot.story.cast
        if quick and self.rng.random() < QUICK:
            bythebook.decide(self.incident, self.by, self.rng)
            yield from self._end()
            return
        yield self._after(hours=3)
        triage.start(incident=self.incident, by=self.by)
        yield from self._surprises()
        yield self._after(hours=7)
        note = self._told(self.rng.choice(words.NOTES))
        record.add_note(incident=self.incident, by=self.by, text=note, happened_at=self._before())
        if self.plot.course == Course.INVESTIGATING:
            return
        yield self._after(hours=7)
        bythebook.decide(self.incident, self.by, self.rng)
        if self.plot.course == Course.IN_ACTION or self.rng.random() < 0.5:
            self._begin_action()
        if self.plot.course == Course.IN_ACTION:
            self._write_summary()
            return
        yield from self._end()

    def _begin_action(self) -> None:
        reason = self._told(self.rng.choice(words.PLANS))
        triage.begin_action(incident=self.incident, by=self.by, reason=reason)

    def _surprises(self) -> Iterator[datetime]:
        """What now and then happens: a typed name cleared, a correction, another handler."""
        if self.plot.story.key == "cleared-name":
            yield self._after(hours=1)
            self._clear_name()
        if self.rng.random() < 0.08:
            yield self._after(hours=2)
            self._correct(place_words=self.rng.choice(words.PLACES))
        ordinary = not self.plot.story.cast and self.by == self.company.actors.get("lena")
        if ordinary and self.rng.random() < 0.12:
            yield self._after(hours=2)
            self._hand_over()

    def _end(self) -> Iterator[datetime]:
        yield self._after(hours=7 * self.rng.choice((1, 2, 3, 5, 8)))
        outcome = self._close()
        if self.plot.course == Course.CLOSED:
            if bythebook.removals(self.incident):
                yield self._after(hours=7 * 8)
                bythebook.give_access_back(self.incident)
            return
        yield self._after(hours=7 * 6)
        closing.reopen(incident=self.incident, by=self.by, reason=self.rng.choice(words.REOPENED))
        yield self._after(hours=5)
        note = self._told(self.rng.choice(words.NOTES))
        record.add_note(incident=self.incident, by=self.by, text=note)
        if self.plot.course == Course.CLOSED_AGAIN:
            yield self._after(hours=7 * 4)
            self._close(again=outcome)

    def _submit(self) -> Incident:
        plot = self.plot
        raw = answers.ready(plot)
        draft = drafts.start(key=uuid.uuid4(), step="words", raw={}, by=plot.reporter)
        draft = drafts.finish(draft=draft, ready=raw, by=plot.reporter)
        name = plot.reporter.display_name
        return submission.submit(draft=draft, signed_name=name, by=plot.reporter)

    def _handler(self) -> Actor:
        """Who was to handle it or, where it is about a member of staff, the headteacher."""
        actors = self.company.actors
        heads = [one for one in actors.values() if one.has_role(Role.HEAD)]
        seen = (one for one in (self.plot.handler, *heads) if self._sees(one))
        return next(seen, self.plot.handler)

    def _sees(self, actor: Actor) -> bool:
        return queries.visible_to(actor).filter(pk=self.incident.pk).exists()

    def _merge(self) -> None:
        twin = self.plot.twin
        if twin is not None:
            reason = self.rng.choice(words.MERGED)
            triage.merge(incident=self.incident, by=self.by, into=twin.reference, reason=reason)

    def _open(self) -> None:
        audit.record_read(by=self.by, type="incident.viewed", object=self.incident.audit_ref)

    def _act(self) -> None:
        """The immediate actions of Appendix I that fit the story."""
        done = [(ImmediateAction.TOLD_LEAD, "")] if self.rng.random() < 0.3 else []
        done += [(action, self._told(text)) for action, text in self.plot.story.actions]
        if ImmediateAction.PARENTS not in dict(done) and self.rng.random() < 0.45:
            done.append((ImmediateAction.PARENTS, self._told(self.rng.choice(words.PARENTS))))
        taken = [
            record.Taken(action, self._who(action), self._before(), text) for action, text in done
        ]
        record.add_actions(incident=self.incident, by=self.by, taken=taken)

    def _who(self, action: ImmediateAction) -> str:
        reported = action == ImmediateAction.TOLD_LEAD
        return self.plot.reporter.display_name if reported else self.by.display_name

    def _write_summary(self) -> None:
        summary, found = self._told(self.plot.story.summary), self._told(self.plot.story.found)
        record.write_summary(
            incident=self.incident, by=self.by, summary=summary, investigation=found
        )

    def _close(self, again: tuple[Outcome, str] | None = None) -> tuple[Outcome, str]:
        bythebook.answer_tasks(self.incident, self.by, self.rng)
        bythebook.ask_the_lado(self.incident, self.by)
        outcome, reasons = again or self.rng.choice(self.plot.story.ends)
        closing.close(
            incident=self.incident,
            by=self.by,
            summary=self._told(self.plot.story.summary),
            investigation=self._told(self.plot.story.found),
            outcome=outcome,
            outcome_words=self._told(reasons) if again is None else words.CLOSED_AGAIN,
        )
        return outcome, reasons

    def _clear_name(self) -> None:
        dara = self.company.special["dara"].membership
        typed = self.incident.involved.exclude(typed_name="").get()
        if dara is not None:
            identity.clear(involved=typed, member=dara, by=self.by, reason=words.CLEARED)

    def _correct_to_other(self) -> None:
        """The type “Other” is on the record only (Appendix I), so it comes by a correction."""
        types = IncidentType.objects.filter(code__in=["other", "images_without_permission"])
        self._correct(types=types, other_words="Camera glasses, which no rule names yet")

    def _correct(self, **facts: Any) -> None:
        record.correct(incident=self.incident, by=self.by, reason=words.CORRECTED, **facts)

    def _hand_over(self) -> None:
        lewis = self.company.special["lewis"].membership
        if lewis is not None:
            reason = self.rng.choice(words.HANDED_OVER)
            triage.choose_handler(incident=self.incident, by=self.by, handler=lewis, reason=reason)
            self.by = self.company.actors["lewis"]

    def _told(self, text: str) -> str:
        return tell(text, self.plot.slots, self.rng)

    def _maybe(self, texts: tuple[str, ...], chance: float) -> str:
        return self.rng.choice(texts) if self.rng.random() < chance else ""

    def _after(self, *, hours: float = 0, minutes: float = 0) -> datetime:
        calendar = self.company.calendar
        if hours:
            self.at = schedule.later(calendar, self.at, hours, self.rng)
        else:
            self.at += timedelta(minutes=minutes, seconds=self.rng.randrange(60))
        return self.at

    def _before(self) -> datetime:
        """A little before the act is written down."""
        return self.at - timedelta(minutes=self.rng.randrange(5, 50))
