"""Who exactly will be asked by a campaign, how, and who was asked before: seen before it starts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from aup.models import Campaign
from aup.queries import campaigns as rounds
from aup.queries.reaching import Way, ways_to, with_accounts
from esafety.people.models import Person


@dataclass(frozen=True)
class Plan:
    """What a campaign would do if it were started now."""

    ways: list[Way]
    again: frozenset[int]
    before: list[Person]

    @property
    def unreached(self) -> list[Person]:
        """Those for whom somebody may sign who has no address."""
        return [way.person for way in self.ways if not (way.reaches or way.nobody)]

    @property
    def nobody(self) -> list[Person]:
        """Pupils for whom nobody may sign, as far as the directory knows."""
        return [way.person for way in self.ways if way.nobody]

    @property
    def notices(self) -> int:
        return sum(way.account is not None for way in self.ways)

    def letters(self) -> list[tuple[Person, list[Person]]]:
        """Who gets a letter, and for whom: one letter for all their children in the campaign."""
        found: dict[int, tuple[Person, list[Person]]] = {}
        for way in self.ways:
            for one in way.letters:
                found.setdefault(one.pk, (one, []))[1].append(way.person)
        return sorted(found.values(), key=lambda pair: (pair[0].last_name, pair[0].first_name))

    def counted(self, name: str) -> list[tuple[str, int]]:
        """How many there are of each year group, tutor group or kind."""
        found = Counter(getattr(way.person, name) for way in self.ways)
        return sorted((value, n) for value, n in found.items() if value)


def plan_of(campaign: Campaign, on: date) -> Plan:
    """Who would be asked on a day; a fixed number of queries for any number of people."""
    people = list(with_accounts(rounds.to_ask(campaign, on)))
    asked = {person.pk for person in people}
    again = set(rounds.left_waiting(campaign).values_list("subject", flat=True))
    everybody = rounds.wanted(campaign, on)
    return Plan(
        ways=ways_to(people, campaign.agreement.audience),
        again=frozenset(asked & again),
        before=[person for person in everybody if person.pk not in asked],
    )
