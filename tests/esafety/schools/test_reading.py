"""A page that only reads asks the same question once; an act asks anew each time."""

from esafety.schools import reading
from incidents import queries
from incidents.models import Exclusion
from tests.factories.incidents import make_incident


def test_in_a_page_a_question_is_asked_once():
    asked = []

    with reading.page():
        answers = [reading.once("how many", lambda: asked.append(1) or len(asked)) for _ in "ab"]

    assert (answers, asked) == ([1, 1], [1])


def test_outside_a_page_and_on_the_next_it_is_asked_again():
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    assert [reading.once("how many", ask), reading.once("how many", ask)] == [1, 2]
    for expected in (3, 4):
        with reading.page():
            assert reading.once("how many", ask) == expected


def test_what_an_act_decides_is_never_remembered(oakfield, lena, hari):
    incident = make_incident(oakfield)
    assert queries.visible_to(lena).exists()

    Exclusion.objects.create(
        school=oakfield, incident=incident, member_id=lena.membership_id, kind="excluded",
        reason="A friend.", made_at=incident.submitted_at, made_by_id=hari.membership_id,
    )  # fmt: skip

    assert not queries.visible_to(lena).exists()


def test_a_page_shows_what_is_true_when_it_is_opened(oakfield, lena, hari, client_of):
    incident, client = make_incident(oakfield), client_of(lena)
    assert client.get(incident.get_absolute_url()).status_code == 200

    Exclusion.objects.create(
        school=oakfield, incident=incident, member_id=lena.membership_id, kind="excluded",
        reason="A friend.", made_at=incident.submitted_at, made_by_id=hari.membership_id,
    )  # fmt: skip

    assert client.get(incident.get_absolute_url()).status_code == 404
