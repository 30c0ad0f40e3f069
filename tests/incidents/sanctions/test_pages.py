"""The page of a proposal, as a lead meets it."""

from datetime import date

from incidents.models import Decision, Measure, Task
from tests.incidents import cases
from tests.incidents.cases import entry_of, make_case, url
from tests.incidents.sanctions.acts import (
    TABLES,
    decide,
    pupil_case,
    sow,
)
from tests.incidents.sanctions.browser import LATER, address, as_shown, shown, text_of


def test_two_pages_lead_from_the_record_to_the_decision(ada, lena, client_of):
    client = client_of(lena)
    record = text_of(client.get(ada.incident.get_absolute_url()))
    assert address(ada, "sanctions") in record

    pick = text_of(client.get(address(ada, "sanctions")))
    assert pick.index("Fits what was reported") < pick.index(address(ada))
    data = shown(client, address(ada)) | {"a-remove_access-access_until": LATER}
    answer = client.post(address(ada), data)

    assert answer.status_code == 302
    assert answer["Location"].endswith("#sanctions")
    assert set(Measure.objects.values_list("taken", "reason")) == {(True, "")}
    tasks = {task.measure.code: task for task in Task.objects.select_related("measure")}
    assert "2 November 2026" in tasks["head_of_year"].words
    assert "bullying" not in tasks["remove_access"].words
    assert all("Ada" not in task.words for task in tasks.values())


def test_the_page_lists_what_happened_before(oakfield, ada, lena, client_of):
    decide(ada, lena)
    _later, two = pupil_case(oakfield, lena, ada.person, happened_on=date(2026, 11, 9))

    page = text_of(client_of(lena).get(address(two)))

    assert "This counts as the second time." in page
    assert ada.incident.reference in page
    assert "What followed: Class teacher; Head of year" in page


def test_a_typed_name_is_to_be_found_in_the_directory_first(oakfield, lena, client_of):
    sow(lena)
    incident = make_case(oakfield, "investigating", lena, typed=[("Kim Quince", "child", "both")])
    page = text_of(client_of(lena).get(address(incident.involved.get())))

    assert "earlier incidents are not counted" in page
    assert url(incident, "change_person", 1) in page


def test_an_unticked_proposal_asks_why_and_keeps_all_that_was_typed(ada, lena, client_of):
    client = client_of(lena)
    data = shown(client, address(ada)) | {"a-warning-taken": "on", "d-note": "Words to keep."}
    del data["a-class_teacher-taken"]
    before = cases.held(*TABLES)

    answer = client.post(address(ada), data)
    page = text_of(answer)

    assert answer.status_code == 200
    assert "The grid proposes this. Take it, or say why not." in page
    assert "Say why you take this" in page
    assert "Enter the day on which access comes back." in page
    assert "Words to keep." in page
    assert cases.held(*TABLES) == before
    again = as_shown(page)
    again |= {
        "a-class_teacher-reason": "Ill.",
        "a-warning-reason": "Now.",
        "a-remove_access-access_until": LATER,
    }
    assert client.post(address(ada), again).status_code == 302
    reasons = dict(Measure.objects.exclude(reason="").values_list("code", "reason"))
    assert reasons == {"class_teacher": "Ill.", "warning": "Now."}


def test_a_condition_is_judged_and_never_ticked_beforehand(ada, lena, client_of):
    at = address(ada, grid="levels-misuse", misuse="hacking")
    data = shown(client_of(lena), at)

    assert "a-time-in-the-reset-room-taken" in data
    assert "a-blocked-for-longer-taken" not in data
    page = text_of(client_of(lena).post(at, data))
    assert "say why the condition is not met" in page


def test_another_time_shows_what_is_proposed_then_before_it_is_kept(ada, lena, client_of):
    client, at = client_of(lena), address(ada, grid="levels-misuse", misuse="hacking")
    data = shown(client, at) | {"d-occurrence": "2", "d-occurrence_reason": "On paper."}

    page = text_of(client.post(at, data))

    assert "Nothing is kept yet." in page
    assert "There is a problem" not in page
    assert not Decision.objects.exists()
    again = as_shown(page)
    assert (again["drawn_for"], again["d-occurrence_reason"]) == ("2", "On paper.")
    assert "a-suspension-considered-taken" in again
    again |= {
        "a-liable-for-the-cost-of-damage-amount": "45.50",
        "a-blocked-from-the-system-reason": "Not needed.",
    }
    assert client.post(at, again).status_code == 302
    assert Decision.objects.get().occurrence == 2
    assert str(Task.objects.get(kind="cost").amount) == "45.50"


def test_something_else_is_added_line_by_line(ada, lena, client_of, tom):
    client = client_of(lena)
    data = shown(client, address(ada)) | {"a-remove_access-access_until": LATER}
    data |= {"o1-title": "A poster on kindness", "add": "yes"}
    again = as_shown(text_of(client.post(address(ada), data)))

    assert again["o1-title"] == "A poster on kindness"
    assert "o2-title" in again
    assert not Decision.objects.exists()
    asked = text_of(client.post(address(ada), again))
    assert "Say why: the grid does not have this." in asked
    again |= {"o1-reason": "It teaches.", "o1-owner": f"member:{tom.membership_id}"}
    assert client.post(address(ada), again).status_code == 302
    task = Task.objects.get(measure__code="other")
    assert (task.title, task.owner_id) == ("A poster on kindness", tom.membership_id)


def test_only_those_are_offered_a_task_who_may_have_one(ada, lena, tom, nat, gwen, client_of):
    ada.incident.involved.create(
        school=ada.school, incident=ada.incident, person=entry_of(nat), kind="staff", part="witness"
    )
    page = text_of(client_of(lena).get(address(ada)))

    assert f'value="member:{tom.membership_id}"' in page
    assert f'value="member:{nat.membership_id}"' not in page
    assert f'value="member:{gwen.membership_id}"' not in page


def test_deciding_again_lists_the_tasks_that_stay_open(ada, lena, client_of):
    decide(ada, lena)
    client = client_of(lena)
    page = text_of(client.get(address(ada)))
    assert "These tasks stay open." in page

    data = as_shown(page) | {"a-remove_access-access_until": LATER}
    assert "Give a reason for deciding again." in text_of(client.post(address(ada), data))
    data["d-replaces_reason"] = "The parents asked."
    assert client.post(address(ada), data).status_code == 302
    assert Decision.objects.get(replaces__isnull=False).replaces_reason == "The parents asked."


def test_for_another_misuse_the_page_asks_whether_it_is_instead(ada, lena, client_of):
    decide(ada, lena)
    client, at = client_of(lena), address(ada, misuse="sharing_login")
    data = shown(client, at)

    assert "Say whether this is instead" in text_of(client.post(at, data))
    assert client.post(at, data | {"d-replaces": "0"}).status_code == 302
    assert Decision.objects.filter(replaced_by=None).count() == 2


def test_two_leads_at_once_the_second_sees_what_was_decided(ada, lena, dee, client_of):
    first, second = client_of(lena), client_of(dee)
    data = shown(second, address(ada)) | {"a-remove_access-access_until": LATER}
    first.post(address(ada), shown(first, address(ada)) | {"a-remove_access-access_until": LATER})

    page = text_of(second.post(address(ada), data))

    assert "Say whether this is instead" in page
    data |= {"d-replaces": "1", "d-replaces_reason": "Mine."}
    page = text_of(second.post(address(ada), data))
    assert "Somebody has decided about this person since you opened the page." in page
    assert "Decided here already" in page
    assert Decision.objects.count() == 1
