"""What the record's page shows of charts, the guard and signposts."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.access.roles import Role
from incidents import reading
from incidents.walks import panels
from incidents.walks.choices import How
from incidents.walks.services import walking
from tests.factories.schools import make_member
from tests.incidents.cases import make_case, page_of, url
from tests.incidents.walks.walked import IMAGES, begun, do, guard, say


def panel_of(incident, actor):
    return panels.panel(reading.records(actor).get(pk=incident.pk), actor)


def test_a_school_without_charts_and_signposts_has_no_such_part(oakfield, lena):
    assert panel_of(make_case(oakfield), lena) is None


def test_the_chart_that_fits_best_is_offered_first_and_the_others_behind_it(
    charted, lena, client_of
):
    incident = make_case(charted, "acknowledged", lena, types=("bullying", "disrepute"))

    page = page_of(client_of(lena), incident)

    others = page.index("Other charts")
    assert page.index("Begin: Cyberbullying, step by step") < others
    assert [page[:others].count("Begin: "), page.count("Begin: ")] == [1, 6]
    assert "Image guard" not in page
    assert f'action="{url(incident, "begin_walk", "chart-pupils")}"' in page


def test_the_guard_comes_first_and_then_where_the_walks_stand(charted, lena, client_of):
    incident = make_case(charted, types=IMAGES)
    client = client_of(lena)
    assert "Nobody has answered them yet." in page_of(client, incident)
    guard(incident, lena, refer=True, device_words="In the safe")
    walk = walking.begin(incident=incident, by=lena, chart="chart-illegal")
    say(walk, lena, "illegal", "unsure")

    page = page_of(client, incident)

    start = page.index('id="what-to-do"')
    assert page.index("Image guard", start) < page.index("Is anything illegal?", start)
    for words in ("To be referred", "Waits for advice", "Answer the image guard again", "CEOP"):
        assert words in page
    assert 'href="https' not in page
    do(walk, lena, "advice", note="No.")
    say(walk, lena, "illegal", "no")
    assert "Walked to the end" in page_of(client, incident)


def test_who_only_reads_sees_it_all_and_no_button(charted, lena, client_of):
    reader = make_member(charted, "Sue Sorrel", Role.SENIOR_LEADER)
    walk = begun(charted, lena, types=IMAGES)

    page = page_of(client_of(reader), walk.incident)

    assert "See what was answered" in page
    assert "Begin: " not in page
    assert url(walk.incident, "image_guard") not in page


def test_the_same_queries_for_no_walk_and_for_all_of_them(charted, lena):
    plain, full = make_case(charted, types=IMAGES), make_case(charted, types=IMAGES)
    for chart in ("chart-illegal", "chart-staff", "chart-pupils", "chart-cyberbullying"):
        walking.begin(incident=full, by=lena, chart=chart)
    walk = full.walks.get(chart="chart-illegal")
    say(walk, lena, "illegal", "yes")
    do(walk, lena, "inform", How.TASK)
    guard(full, lena, refer=True)
    guard(full, lena, refer=True)

    def counted(incident) -> int:
        row = reading.records(lena).get(pk=incident.pk)
        with CaptureQueriesContext(connection) as found:
            panels.panel(row, lena)
        return len(found)

    # Nobody has begun: no steps to read with the walks.
    assert counted(plain) + 1 == counted(full)
    begun_only = begun(charted, lena).incident
    assert counted(begun_only) == counted(full)
