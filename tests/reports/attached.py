"""What hangs from invented incidents: flags, roles, tasks, sheets, actions and decisions."""

import random
from datetime import date

from django.utils import timezone

from esafety.schools.models import Membership
from incidents.models import Measure, Sheet
from incidents.sheets.choices import BullyingRole
from tests.incidents.chronology.lives import make_decision, make_entry, make_task

_ACTS = ["told_lead", "advice", "referred_la", "police_ceop", "parents", "other", "community"]
_TO = ["la", "police", "ceop", "lado", "channel", "other"]


def attach(made, *, by, seed=1):
    """Something on most of the incidents, all codes among them."""
    rnd = random.Random(seed)
    member = Membership.objects.get(pk=by.membership_id)
    for incident in made:
        _flags(rnd, incident)
        for action in rnd.sample(_ACTS, rnd.choice([0, 1, 2])):
            make_entry(incident, "Done.", kind="action", action=action)
        if rnd.random() < 0.4:
            _sheets(rnd, incident, member)
        for state in rnd.sample(["open", "late", "done", "cancelled"], rnd.choice([0, 1, 2])):
            _task(incident, state, member)
        if rnd.random() < 0.5:
            _decision(rnd, incident)


def _flags(rnd, incident):
    incident.ai_generated = rnd.random() < 0.2
    incident.save(update_fields=["ai_generated"])
    for one in incident.involved.filter(kind="child"):
        one.bullying_role = rnd.choice(["", "", *BullyingRole.values])
        one.save(update_fields=["bullying_role"])


def _sheets(rnd, incident, member):
    facts = {"to": rnd.choice(_TO), "decision": rnd.choice(["referred", "not_referred", "advice"])}
    make_sheet(incident, member, "referral", {**facts, "to": "police"})
    if rnd.random() < 0.5:
        make_sheet(incident, member, "referral", facts, revision=2)
    make_sheet(incident, member, rnd.choice(["search", "breach", "restorative"]), {})


def make_sheet(incident, member, kind, facts, *, number=1, revision=1):
    return Sheet.objects.create(
        school=incident.school, incident=incident, kind=kind, number=number, revision=revision,
        facts=facts, made_at=timezone.now(), made_by=member,
    )  # fmt: skip


def _task(incident, state, member):
    facts = {"due_on": date(2020, 1, 6) if state == "late" else date(2099, 1, 6)}
    if state == "done":
        facts |= {"done_at": timezone.now(), "done_by": member, "outcome": "Done."}
    make_task(
        incident, owner=member, owner_role="", state="open" if state == "late" else state, **facts
    )


def _decision(rnd, incident):
    """One that stands, or one that another stands in place of; at times as the grid proposes."""
    first = incident.involved.order_by("pk").first()
    made = make_decision(incident, first)
    if rnd.random() < 0.3:
        make_decision(incident, first, replaces=made, replaces_reason="It was another.")
    elif rnd.random() < 0.4:
        other = {"code": "other", "proposed": False, "taken": True, "reason": "It helped before."}
        Measure.objects.create(
            school=incident.school, decision=made, words="A letter of thanks", **other
        )
