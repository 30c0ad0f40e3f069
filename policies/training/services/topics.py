"""The topics of the audit of needs: what a school asks its staff once a year."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.training import permissions, queries
from policies.training.models import Topic
from policies.training.needs import MOST_TOPICS, TOPICS

_LONGEST = 120


@transaction.atomic
def set_topics(*, words: Sequence[str], by: Actor) -> list[Topic]:
    """Make these the topics, in this order. One with the same words as before keeps its answers,
    one that is left out is retired, one that comes back is asked again. Raises Refused."""
    permissions.check_can_keep(by)
    wanted = list(dict.fromkeys(filter(None, words)))
    _check(wanted)
    school = queries.school_of(by)
    known = {row.words: row for row in Topic.objects.select_for_update()}
    if not known:
        known = {
            str(label): Topic(school=school, code=code, words=str(label), position=0)
            for code, label in TOPICS.items()
        }
    number = sum(row.code.startswith("own") for row in known.values())
    for position, line in enumerate(wanted, 1):
        if line not in known:
            number += 1
            known[line] = Topic(school=school, code=f"own{number}", words=line)
        known[line].position = position
    for line, row in known.items():
        row.retired = line not in wanted
        row.save()
    audit.record(by=by, type="training.topics_set", object="training:list")
    return [known[line] for line in wanted]


def _check(wanted: list[str]) -> None:
    if not 1 <= len(wanted) <= MOST_TOPICS:
        most = {"most": MOST_TOPICS}
        raise Refused(_("Give at least one topic and no more than %(most)s.") % most)
    if any(len(line) > _LONGEST for line in wanted):
        raise Refused(_("Use 120 characters or fewer for each topic."))
