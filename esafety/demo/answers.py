"""The answers of a report as the form hands them over, once they are checked."""

from typing import Any

from esafety.demo.plot import Named, Plot
from esafety.demo.stories import tell
from incidents.choices import Place

# Where it is, by what the evidence speaks of.
HELD = {
    "drawer": "Head of year's locked drawer",
    "safe": "Safe in the main office",
    "log": "With the network manager",
    "technical support": "With the network manager",
    "file": "Locked cabinet in the office",
    "own phone": "With the pupil's parents",
    "public": "Nowhere: it is online, and its address is noted",
}


def ready(plot: Plot) -> dict[str, Any]:
    """Every field of Appendix H for one plot."""
    story, happening = plot.story, plot.happening
    both = [Place.INSIDE.value, Place.OUTSIDE.value]
    evidence = tell(story.evidence, plot.slots, plot.rng)
    return {
        "types": story.types.split(),
        "other_words": story.other_words,
        "urgent": story.urgent,
        "places": both if story.place == Place.BOTH else [story.place.value],
        "place_words": plot.place_words,
        "when": happening.when.value,
        "happened_on": happening.first.isoformat(),
        "happened_until": happening.last.isoformat() if happening.last else None,
        "when_words": happening.words,
        "time": happening.at.isoformat("minutes") if happening.at else None,
        "people": [_person(one) for one in plot.named],
        "description": tell(story.text, plot.slots, plot.rng),
        "platforms": story.platforms.split(),
        "platform_words": story.platform_words,
        "evidence": evidence,
        "evidence_held": _held(evidence),
    }


def _held(evidence: str) -> str:
    return next((where for word, where in HELD.items() if word in evidence), "")


def _person(one: Named) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "person": one.person.pk if one.person else None,
        "name": one.person.name if one.person else one.typed,
        "contact": one.contact,
        "part": one.part.value,
    }
