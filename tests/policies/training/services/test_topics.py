"""The topics of the audit of needs: the school's own, and what was answered before."""

import pytest
from django.db import DatabaseError

from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.training import presenters, queries
from policies.training.models import Topic
from policies.training.needs import TOPICS
from policies.training.services import needing, topics


def test_ours_are_asked_until_a_school_has_its_own(oakfield, lena, tom):
    assert queries.topics() == {code: str(label) for code, label in TOPICS.items()}
    needing.tell(answers=dict.fromkeys(TOPICS, "need"), by=tom)
    ours = list(queries.topics().values())

    topics.set_topics(words=[ours[1], "Robots", ours[0]], by=lena)

    assert queries.topics() == {"policy": ours[1], "own1": "Robots", "told": ours[0]}
    assert queries.every_topic()["teaching"] == ours[-1]
    counts = queries.needs_counts(2026)
    assert {code: counts[code]["need"] for code in counts} == {"policy": 1, "own1": 0, "told": 1}
    by_person = presenters.needs_by_person(queries.needs_of(lena, 2026), queries.every_topic())
    assert len(by_person[0][1]) == len(TOPICS)  # those that are retired were answered, too
    with pytest.raises(Refused, match="Answer for each"):
        needing.tell(answers=dict.fromkeys(TOPICS, "need"), by=lena)


def test_a_topic_that_comes_back_has_its_answers_again(oakfield, lena):
    topics.set_topics(words=["Robots", "Games"], by=lena)
    topics.set_topics(words=["Games"], by=lena)
    topics.set_topics(words=["Games", "Robots", "Films"], by=lena)

    assert queries.topics() == {"own2": "Games", "own1": "Robots", "own3": "Films"}


@pytest.mark.parametrize("words", [[], ["", ""], [f"T{n}" for n in range(21)], ["x" * 121]])
def test_what_cannot_be_asked(words, oakfield, lena):
    with pytest.raises(Refused):
        topics.set_topics(words=words, by=lena)
    assert not Topic.objects.exists()


def test_only_who_keeps_training(oakfield, tom):
    with pytest.raises(Refused):
        topics.set_topics(words=["One"], by=tom)


def test_a_failing_audit_write_saves_nothing(oakfield, lena, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        topics.set_topics(words=["One"], by=lena)
    assert not Topic.objects.exists()
