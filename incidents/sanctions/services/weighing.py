"""What was chosen, held against what the grid proposes: every departure has its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from esafety.schools.models import Membership
from incidents.models import Decision
from incidents.sanctions.actions import Act, act_of, own_act
from incidents.sanctions.choices import OTHER
from incidents.sanctions.proposals import Offer, Proposal
from incidents.tasking.choices import Owner


@dataclass(frozen=True)
class Choice:
    """What the lead chose for one action. `reason` is for a departure from what is proposed; the
    rest is for the task of an action that is taken. `words_of_own` name an action that the grid
    does not have: it is always a departure."""

    code: str = OTHER
    taken: bool = False
    reason: str = ""
    words_of_own: str = ""
    owner: Membership | None = None
    owner_role: Owner | str = ""
    due_on: date | None = None
    words: str = ""
    access_until: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Weighed:
    """An action with what was chosen for it."""

    offer: Offer
    choice: Choice
    act: Act


@dataclass(frozen=True)
class Reasons:
    """What the lead said besides the actions: another number of times than is counted, which
    decision this one is instead of, and why; and anything else that belongs to it."""

    occurrence: int | None = None
    occurrence_reason: str = ""
    replaces: Decision | None = None
    replaces_reason: str = ""
    note: str = ""


def weigh(grid: str, proposal: Proposal, choices: Sequence[Choice]) -> list[Weighed]:
    """What the grid proposes and what is taken besides. The rest of the row stays in its copy."""
    offers = {offer.code: offer for offer in proposal.offers}
    own = [choice for choice in choices if choice.words_of_own]
    chosen = {choice.code: choice for choice in choices if not choice.words_of_own}
    if set(chosen) - set(offers):
        raise Refused(_("The grid does not have one of these actions for this row. Check below."))
    found = [(offer, chosen.get(offer.code, Choice(offer.code))) for offer in offers.values()]
    kept = [(o, c) for o, c in found if o.proposed or c.taken]
    weighed = [Weighed(o, c, act_of(grid, o.code, o.words)) for o, c in kept]
    return [*weighed, *map(_weighed_own, own)]


def _weighed_own(choice: Choice) -> Weighed:
    words = choice.words_of_own
    act = own_act(words, access_until=choice.access_until, amount=choice.amount)
    return Weighed(Offer(OTHER, words, proposed=False), choice, act)


def check(weighed: Iterable[Weighed], today: date) -> None:
    """Raise Refused for a departure without its reason, access without the day on which it comes
    back, or a cost without its amount."""
    for each in weighed:
        offer, choice = each.offer, each.choice
        action = {"action": offer.words}
        if choice.taken != offer.proposed and not choice.reason.strip():
            words = (
                _("“%(action)s” is proposed. Take it, or say why not.")
                if offer.proposed
                else _("“%(action)s” is not proposed. Say why you take it.")
            )
            raise Refused(words % action)
        if not choice.taken:
            continue
        until, due = choice.access_until, choice.due_on or today
        if each.act.needs_until and (until is None or until <= max(due, today)):
            words = _("“%(action)s”: enter the day on which access comes back, after it is due.")
            raise Refused(words % action)
        if each.act.needs_amount and not (choice.amount and choice.amount > 0):
            raise Refused(_("“%(action)s”: enter the amount in pounds.") % action)


def in_words(decision: Decision, weighed: Iterable[Weighed]) -> str:
    """The line of the chronology. It tells no count of earlier incidents: not everybody who reads
    it may know of them."""
    groups: dict[tuple[bool, bool], list[str]] = {}
    for each in weighed:
        offer, choice = each.offer, each.choice
        why = choice.reason if choice.taken != offer.proposed else ""
        words = f"{offer.words} ({why})" if why else offer.words
        groups.setdefault((offer.proposed, choice.taken), []).append(words)
    said = {
        (True, True): _("Taken: %(actions)s."),
        (True, False): _("Proposed and not taken: %(actions)s."),
        (False, True): _("Taken besides: %(actions)s."),
    }
    level = f"{decision.level}, " if decision.level else ""
    parts = [f"{decision.involved.name}: {level}{decision.misuse_words}."]
    if decision.replaces:
        parts.append(_("Decided again: %(reason)s") % {"reason": decision.replaces_reason})
    if decision.occurrence_reason:
        words = _("Taken for number %(number)s by hand: %(reason)s")
        facts = {"number": decision.occurrence, "reason": decision.occurrence_reason}
        parts.append(words % facts)
    parts += [
        words % {"actions": "; ".join(groups[key])} for key, words in said.items() if key in groups
    ]
    return "\n".join([*parts, decision.note] if decision.note else parts)
