"""A member to whom the whole of a case was referred adds notes and actions taken, and no more."""

import pytest

from esafety.access.roles import Role
from incidents.cases.services import concerns
from incidents.choices import ImmediateAction
from incidents.services import closing, record
from incidents.steps import steps
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member
from tests.incidents.case_access.given import make_concern, make_referral, refused
from tests.incidents.cases import entry_of, last_entry, make_case, page_of, url

CLOSING = {"summary": "It was late.", "outcome": "talk", "outcome_words": "He was spoken to."}


def test_a_referred_head_of_year_writes_notes_and_actions_taken(oakfield, lena, tom, client_of):
    incident = make_case(oakfield, "investigating", by=lena)
    make_referral(incident, tom, by=lena)
    client = client_of(tom)
    note = {"text": "I talked to 8K.", "on": "2026-11-03", "at": "10:15"}

    done = client.post(url(incident, "add_note"), note)
    record.add_action(
        incident=incident, by=tom, action=ImmediateAction.PARENTS, who="Tom", text="By telephone."
    )

    assert done.status_code == 302
    assert [step.name for step in steps(incident, tom).writing] == ["add_actions", "add_note"]
    assert last_entry(incident).entered_by_id == tom.membership_id
    page = page_of(client, incident)
    assert url(incident, "correct") not in page
    assert url(incident, "change_person", 1) not in page


def test_who_only_reads_or_has_a_part_writes_neither(oakfield, lena, nat, client_of):
    reader = make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER)
    incident = make_case(oakfield, "investigating", by=lena)
    make_referral(incident, nat, by=lena, technical=True)

    for somebody in (reader, nat):
        for name in ("add_note", "add_actions"):
            assert client_of(somebody).get(url(incident, name)).status_code == 404
    with refused("Only those who handle incidents"):
        record.add_note(incident=incident, by=reader, text="Read.")


def test_a_closed_case_takes_notes_and_no_actions_from_them(oakfield, lena, tom):
    incident = make_case(oakfield, "closed", by=lena)
    make_referral(incident, tom, by=lena)

    assert [step.name for step in steps(incident, tom).writing] == ["add_note"]
    with refused("only after it is reopened"):
        record.add_action(
            incident=incident, by=tom, action=ImmediateAction.PARENTS, who="Tom", text="Rang."
        )


def test_a_case_about_staff_is_not_closed_before_the_lado_was_considered(oakfield, hari, tom):
    incident = make_case(oakfield, "investigating", by=hari, people=[(entry_of(tom), "offender")])
    row = incident.involved.get()
    make_concern(row, hari)

    with refused("Answer “LADO considered?”"):
        closing.close(incident=incident, by=hari, **CLOSING)
    concerns.write_concern(
        involved=row, by=hari, threshold="low_level", lado_considered=True,
        lado_contacted=False, lado_reason="No child at risk.",
    )  # fmt: skip
    closing.close(incident=incident, by=hari, **CLOSING)

    incident.refresh_from_db()
    assert incident.status == "closed"


def test_staff_who_were_put_down_as_somebody_else_are_staff_all_the_same(oakfield, lena, hari, tom):
    row = make_incident(oakfield, people=[(entry_of(tom), "target")]).involved.get()
    from incidents.services import involvement

    involvement.change_person(
        involved=row, by=lena, reason="He wrote it.", kind="other", part="offender"
    )

    row.incident.refresh_from_db()
    assert row.incident.staff_subject


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"staff_subject": True}, "About staff"), ({"child_protection": True}, "Child protection")],
)
def test_the_head_tells_such_a_case_in_the_log_and_on_its_record(
    oakfield, hari, client_of, facts, words
):
    incident, client = make_case(oakfield, **facts), client_of(hari)
    tag = f'<strong class="govuk-tag govuk-tag--purple">{words}</strong>'

    assert tag in client.get("/oakfield/incidents/").content.decode()
    assert words in page_of(client, incident)
