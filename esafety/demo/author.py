"""Writing the plots of a school: some hundred incidents over four terms, all from one seed."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from esafety.access.actor import Actor
from esafety.demo import casting, schedule
from esafety.demo.company import Company
from esafety.demo.plot import Course, Happening, Plot
from esafety.demo.stories import PRIMARY, SECONDARY, STAFF, Story
from esafety.schools.calendar import school_year
from incidents.choices import Place, When

INSIDE = (
    "Canteen",
    "Library",
    "Corridor by the hall",
    "Playground",
    "ICT room",
    "Form room",
    "Field",
)
OUTSIDE = ("At home", "On the bus", "In the park", "On the way home", "")
ABOUT = (
    "Some time last week",
    "Before the weekend",
    "In the evenings",
    "At the end of last half-term",
)
# The newest ones but for those of the last minutes, oldest first; all before them are over.
OPEN_ENDS = (
    Course.IN_ACTION, Course.CLOSED, Course.REOPENED, Course.NOT_INCIDENT, Course.INVESTIGATING,
    Course.IN_ACTION, Course.CLOSED, Course.INVESTIGATING, Course.IN_ACTION, Course.ACKNOWLEDGED,
)  # fmt: skip
SELDOM = {5: Course.NOT_INCIDENT, 12: Course.CLOSED_AGAIN}
_NETWORK = ("bypassing_security", "hacking_or_viruses", "others_account", "copyright")
_CANNOT_WAIT = ("grooming", "sexting_or_abuse_images", "terrorism")
_SPECIAL_DAYS = {
    "lead-named": 9,
    "head-named": 6,
    "close-name": 4,
    "cleared-name": 30,
    "parent-staff": 22,
}
_SPECIAL_COURSES = {
    "lead-named": Course.INVESTIGATING,
    "head-named": Course.INVESTIGATING,
    "close-name": Course.IN_ACTION,
}


@dataclass
class Author:
    """Writes the plots of one school. `now` is the moment at which the demonstration is made."""

    company: Company
    now: datetime
    seed: str

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)
        self._again = casting.often_in_trouble(self.company, self._rng)
        self._casting = casting.Casting(self.company, self._again)
        self._today = self.now.astimezone(self.company.calendar.zone).date()

    def plots(self, count: int, twins: int) -> list[Plot]:
        """So many incidents, oldest first; `twins` of them are second reports of another."""
        specials = self._specials()
        recent = self._recent()
        stories = self._stories(count - len(specials) - len(recent) - twins)
        days = self._days(len(stories))
        ordinary = [self._plot(story, day) for story, day in zip(stories, days, strict=True)]
        self._give_courses(ordinary)
        over = [plot for plot in ordinary if plot.course == Course.CLOSED]
        again = [self._twin(plot) for plot in self._rng.sample(over, twins)]
        return sorted([*ordinary, *again, *specials, *recent], key=lambda plot: plot.submitted_at)

    def _days(self, count: int) -> list[date]:
        """So many school days of the four terms, spread evenly but for a little chance."""
        calendar = self.company.calendar
        last = schedule.days_before(calendar, self._today, 4)
        days = [
            day
            for _year, first, until in schedule.last_terms(self._today)
            for day in schedule.school_days(calendar, first, min(until, last))
        ]
        return [days[int((n + self._rng.random()) * len(days) / count)] for n in range(count)]

    def _stories(self, count: int) -> list[Story]:
        """Every story once, as far as there is room, and the usual ones more often."""
        rng = self._rng
        primary = self.company.is_primary
        mine = [one for one in STAFF if one.often and primary <= one.primary]
        mine += [one for one in STAFF if one.often and primary and one.key == "parent-posts"]
        pool = [*(PRIMARY if primary else SECONDARY), *mine]
        deck = [story for story in pool for _each in range(story.often - 1)] * 2
        rng.shuffle(deck)
        chosen = (pool + deck)[:count] if count >= len(pool) else rng.sample(pool, count)
        rng.shuffle(chosen)
        return chosen

    def _plot(self, story: Story, day: date, submitted_at: datetime | None = None) -> Plot:
        rng = random.Random(self._rng.random())
        years_ago = school_year(self._today) - school_year(day)
        named, year = self._casting.cast(story, rng, years_ago)
        at = submitted_at or schedule.moment(self.company.calendar, day, rng)
        return Plot(
            story=story,
            rng=rng,
            happening=self._happening(story, at, rng),
            place_words=rng.choice(OUTSIDE if story.place == Place.OUTSIDE else INSIDE),
            submitted_at=at,
            reporter=self._reporter(story, rng, {one.person.pk for one in named if one.person}),
            handler=self._handler(story, rng),
            named=named,
            slots=self._casting.slots(named, year, rng),
            course=Course.CLOSED,
        )

    def _happening(self, story: Story, told: datetime, rng: random.Random) -> Happening:
        """On the day or shortly before; with what people remember of it."""
        told = told.astimezone(self.company.calendar.zone)
        inside = story.place == Place.INSIDE
        day = told.date() - timedelta(days=0 if inside else rng.randrange(4))
        hour = rng.randrange(9, 13) if inside else rng.randrange(15, 22)
        chance, at = rng.random(), time(hour, rng.choice((0, 10, 15, 30, 45)))
        if chance < 0.15:
            return Happening(When.RANGE, day - timedelta(days=rng.randrange(3, 15)), day)
        if chance < 0.27:
            return Happening(When.ABOUT, day, words=rng.choice(ABOUT))
        unknown = chance < 0.5 or (day == told.date() and at >= told.time())
        return Happening(When.DAY, day, at=None if unknown else at)

    def _reporter(self, story: Story, rng: random.Random, named: set[int]) -> Actor:
        actors = self.company.actors
        usual = [actors[name] for name in ("tom", "hester", "bill") if name in actors]
        if "nat" in actors and rng.random() < 0.3 and any(code in story.types for code in _NETWORK):
            return actors["nat"]
        if rng.random() < 0.3:
            return rng.choice(usual)
        if rng.random() < 0.08:
            return actors.get("olu") or actors["bola"]
        ids = {p.membership_id for p in self.company.staff if p.pk in named}
        return rng.choice([one for one in self.company.members if one.membership_id not in ids])

    def _handler(self, story: Story, rng: random.Random) -> Actor:
        actors = self.company.actors
        waits = not any(code in story.types for code in _CANNOT_WAIT)
        if "boris" in actors:
            return actors["boris" if waits else "beth"]
        names = ("lena", "lena", "lena", "lewis") if waits else ("dee", "dee", "dara")
        return actors[rng.choice(names)]

    def _give_courses(self, plots: list[Plot]) -> None:
        """The newest are still open; of the older ones a few were none, or came up again."""
        ends = OPEN_ENDS[-len(plots) // 2 :]
        for number, plot in enumerate(plots[: -len(ends)]):
            plot.course = SELDOM.get(number % 17, Course.CLOSED)
        for plot, course in zip(plots[-len(ends) :], ends, strict=True):
            plot.course = course
        for plot in plots:
            if plot.course == Course.NOT_INCIDENT and plot.story.urgent:
                plot.course = Course.CLOSED

    def _twin(self, plot: Plot) -> Plot:
        """A second report of the same event by somebody else, a little later."""
        rng = random.Random(self._rng.random())
        others = [one for one in self.company.members if one != plot.reporter]
        at = schedule.later(self.company.calendar, plot.submitted_at, 2, rng)
        return replace(
            plot,
            rng=rng,
            submitted_at=at,
            reporter=rng.choice(others),
            course=Course.MERGED,
            twin=plot,
        )

    def _specials(self) -> list[Plot]:
        """The ones by which the way of a report is shown (spec/roles.md)."""
        plots: list[Plot] = []
        for story in STAFF:
            if not story.often and not self.company.is_primary:
                day = schedule.days_before(
                    self.company.calendar, self._today, _SPECIAL_DAYS[story.key]
                )
                plot = self._plot(story, day)
                handlers = {
                    "lead-named": "dee",
                    "head-named": "cora",
                    "close-name": "dee",
                    "cleared-name": "dee",
                }
                plot.handler = self.company.actors[handlers.get(story.key, "lena")]
                plot.reporter = self.company.members[len(plots)]
                plot.course = _SPECIAL_COURSES.get(story.key, Course.CLOSED)
                plots.append(plot)
        return plots

    def _recent(self) -> list[Plot]:
        """What has just come in and waits to be acknowledged; one of them for too long."""
        stories = {story.key: story for story in (*SECONDARY, *PRIMARY)}
        names = (
            ("p-video", "p-stranger")
            if self.company.is_primary
            else ("vpn", "group-chat", "nude-request", "ai-picture")
        )
        waited = (None, timedelta(minutes=9), timedelta(minutes=26), timedelta(hours=1, minutes=40))
        plots = []
        for name, ago in zip(names, waited, strict=False):
            at = self._overdue() if ago is None else self.now - ago
            plot = self._plot(stories[name], at.astimezone(self.company.calendar.zone).date(), at)
            plot.course = Course.SUBMITTED
            if ago == timedelta(minutes=9):
                plot.reporter = self.company.actors.get("tom", plot.reporter)
            plots.append(plot)
        return plots

    def _overdue(self) -> datetime:
        day = schedule.days_before(self.company.calendar, self._today, 2)
        return datetime.combine(day, time(9, 14, 20), self.company.calendar.zone)
