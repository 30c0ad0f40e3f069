"""Reports being written: drafts with checked answers, and what each step posts."""

from datetime import timedelta

from django.utils import timezone

from esafety.access.actor import Actor
from incidents.models import Draft
from incidents.seeds import seed_types


def sow_types(school) -> None:
    """The types that a new school starts with."""
    seed_types(Actor.for_system("tests", school_id=school.pk))


def today():
    return timezone.localdate()


def ready(**changes) -> dict:
    """Checked answers of all four steps."""
    return {
        "types": ["bullying"],
        "other_words": "",
        "urgent": False,
        "places": ["inside"],
        "place_words": "",
        "when": "day",
        "happened_on": (today() - timedelta(days=1)).isoformat(),
        "happened_until": None,
        "when_words": "",
        "time": "14:30",
        "people": [someone("Kim Whitebeam")],
        "description": "A message was passed round in the lunch queue.",
        "platforms": ["whatsapp"],
        "platform_words": "",
        "evidence": "",
        "evidence_held": "",
        **changes,
    }


def someone(
    name: str, kind: str = "child", part: str = "offender", person=None, contact=""
) -> dict:
    """One checked row of people; `person` is somebody of the directory."""
    return {
        "kind": kind,
        "person": person.pk if person else None,
        "name": person.name if person else name,
        "contact": contact,
        "part": part,
    }


def make_draft(actor: Actor, *, raw=None, finished: bool = True, **changes) -> Draft:
    """A draft of this member, its answers checked unless said otherwise."""
    answers = {"raw": raw or {}}
    if finished:
        answers["ready"] = ready(**changes)
    now = timezone.now()
    return Draft.objects.create(
        school_id=actor.school_id,
        owner_id=actor.membership_id,
        answers=answers,
        started_at=now,
        saved_at=now,
    )


def posts() -> dict[str, dict]:
    """What a browser posts for each step, all of it right."""
    day = today() - timedelta(days=1)
    return {
        "what": {"types": ["bullying"], "other_words": ""},
        "where-when": {
            "places": ["inside"],
            "place_words": "The lunch queue",
            "when": "day",
            "day_0": str(day.day),
            "day_1": str(day.month),
            "day_2": str(day.year),
            "time": "2.30pm",
        },
        "who": {
            "people-TOTAL_FORMS": "1",
            "people-0-name": "Kim Whitebeam",
            "people-0-person": "",
            "people-0-kind": "child",
            "people-0-part": "offender",
            "people-0-contact": "",
        },
        "words": {
            "description": "A message was passed round in the lunch queue.",
            "platforms": ["whatsapp", "other"],
            "platform_words": "A chat of the class",
            "evidence": "Screenshots on a phone.",
            "evidence_held": "With the pupil.",
        },
    }
