"""The stage: one clock, and all plays of both schools in the order of their moments."""

import heapq
import itertools
from collections.abc import Iterator
from datetime import datetime

from django_scopes import scope

from esafety.demo.clock import Clock
from esafety.schools import reading
from esafety.schools.models import School

Acts = Iterator[datetime]


class Stage:
    """Lets each play go on at the moment it asked for, and no further than now."""

    def __init__(self, clock: Clock, now: datetime) -> None:
        self._clock, self._now = clock, now
        self._queue: list[tuple[datetime, int, School, Acts]] = []
        self._numbers = itertools.count()

    def add(self, school: School, acts: Acts) -> None:
        """Put a play on the stage; its first moment is asked for."""
        moment = next(acts, None)
        if moment is not None and moment <= self._now:
            heapq.heappush(self._queue, (moment, next(self._numbers), school, acts))

    def run(self) -> None:
        """Play everything that happened until now; what would come later has not happened.

        Within one act the same question has the same answer: nobody else is at work meanwhile.
        """
        while self._queue:
            moment, _number, school, acts = heapq.heappop(self._queue)
            self._clock.set(moment)
            with scope(school=school), reading.page():
                self.add(school, acts)
