"""The report on sanctions: per row of a grid, over a period, for whoever may see the incidents."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from esafety.audit.models import AuditEvent
from incidents.choices import Status
from incidents.models import Measure
from incidents.sanctions import queries
from incidents.sanctions.choices import Grid
from incidents.sanctions.services import Choice, Reasons
from tests.factories.people import make_person
from tests.incidents.cases import entry_of, make_case
from tests.incidents.sanctions.acts import decide, none_taken, pupil_case, sow

FIRST, LAST = date(2026, 9, 2), date(2026, 12, 18)


def departed(one, misuse="disrepute"):
    """Nothing proposed is taken; a warning and a thing of one's own are."""
    reason = '=HYPERLINK("x")'
    return [
        *none_taken(one, Grid.PUPILS, misuse, 1),
        Choice("warning", True, reason, owner_role="lead"),
        Choice(taken=True, words_of_own="=A poster about Ada", reason=reason, owner_role="lead"),
    ]


def used(actor, first=FIRST, last=LAST):
    return {
        row.misuse: (row.decided, {a.code: (a.proposed, a.taken, a.departed) for a in row.actions})
        for row in queries.figures(actor, first, last)
        if row.decided
    }


def page(client, **query) -> str:
    answer = client.get(reverse("incidents:sanctions_report", args=["oakfield"]), query)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def file(client, **query) -> list[list[str]]:
    answer = client.get(reverse("incidents:sanctions_csv", args=["oakfield"]), query)
    assert answer["Content-Type"] == "text/csv"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_each_row_says_what_was_proposed_taken_and_departed_from(oakfield, ada, lena):
    decide(ada, lena, "disrepute", choices=departed(ada))
    other = pupil_case(oakfield, lena, make_person(oakfield, "Ben Beech"))[1]
    decide(other, lena, "disrepute")

    assert used(lena) == {
        "disrepute": (
            2,
            {
                "class_teacher": (2, 1, 1),
                "head_of_year": (2, 1, 1),
                "senior_leadership": (2, 1, 1),
                "inform_parents": (2, 1, 1),
                "warning": (0, 1, 1),
                "other": (0, 1, 1),
            },
        )
    }


def test_every_row_in_force_is_there_and_words_of_ones_own_are_not(ada, lena):
    decide(ada, lena, "disrepute", choices=departed(ada))
    rows = queries.figures(lena, FIRST, LAST)

    assert [sum(row.grid == grid for row in rows) for grid in Grid] == [16, 16, 17]
    assert sum(row.decided for row in rows) == 1
    assert "poster" not in repr(rows)
    assert "HYPERLINK" not in repr(rows)
    assert "Ada" not in repr(rows)


def test_only_present_decisions_of_the_period_on_what_is_kept_count(oakfield, ada, lena):
    former = decide(ada, lena)
    reasons = Reasons(replaces=former, replaces_reason="Milder.")
    decide(ada, lena, "disrepute", reasons=reasons)
    old = pupil_case(oakfield, lena, ada.person, happened_on=date(2026, 6, 1))[1]
    decide(old, lena)
    aside, one = pupil_case(oakfield, lena, ada.person)
    decide(one, lena, "sharing_login")
    type(aside).objects.filter(pk=aside.pk).update(status=Status.NOT_INCIDENT)

    assert set(used(lena)) == {"disrepute"}
    assert set(used(lena, date(2026, 6, 1), date(2026, 6, 1))) == {"offensive_message"}


def test_nothing_counts_that_the_reader_may_not_see(oakfield, lena, dee, hari, boris, client_of):
    sow(lena)
    bare = page(client_of(lena))
    protected = pupil_case(oakfield, dee, child_protection=True)[1]
    decide(protected, dee)
    named = make_case(
        oakfield,
        "investigating",
        dee,
        people=[(protected.person, "offender"), (entry_of(lena), "witness")],
    )
    one = named.involved.get(person=protected.person)
    decide(one, dee, "disrepute", choices=departed(one))

    assert used(lena) == {}
    assert set(used(dee)) == set(used(hari)) == {"offensive_message", "disrepute"}
    assert page(client_of(lena)) == bare
    assert "HYPERLINK" in page(client_of(dee))
    assert named.reference in page(client_of(dee))


def test_the_page_tells_why_and_the_file_only_how_often(ada, lena, client_of):
    decide(ada, lena, "disrepute", choices=departed(ada))
    shown, (head, *lines) = page(client_of(lena)), file(client_of(lena))

    assert "Dealt with at home." in shown
    assert ada.incident.reference in shown
    assert head[:5] == ["Grid", "Level", "Misuse", "Decided", "Action"]
    own = [line[3:] for line in lines if line[3] == "1"]
    assert ["1", "Class teacher", "1", "0", "1", "0"] in own
    assert ["1", "Something else", "0", "1", "0", "1"] in own
    assert "Dealt with" not in repr(lines)
    assert ada.incident.reference not in repr(lines)


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(oakfield, lena, client_of):
    from tests.incidents.sanctions.acts import new_version

    sow(lena)
    rows = [["code", "misuse", "warning"], ["sum", "=1+1", "1"]]
    new_version(lena, "pupil-actions", rows, date(2026, 10, 1))

    assert [line[2] for line in file(client_of(lena), grid="pupil-actions")[1:]] == ["'=1+1"]


def test_reading_and_taking_away_are_recorded(ada, lena, client_of):
    client = client_of(lena)
    page(client, term="2026-1")
    file(client, since="2026-11-01", until="2026-11-30")

    events = AuditEvent.objects.filter(type__startswith="sanction.report").order_by("seq")
    assert [(event.type, event.data) for event in events] == [
        ("sanction.report_viewed", {"first": "2026-09-02", "last": "2027-01-03"}),
        ("sanction.report_exported", {"first": "2026-11-01", "last": "2026-11-30"}),
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "nonsense"}, "enter a real date"),
        ({"until": "9999999-01-01"}, "enter a real date"),
        ({"since": "2026-12-01", "until": "2026-11-01"}, "must not be before"),
        ({"term": "1066-1"}, "Choose a term"),
        ({"grid": "\x00"}, "Choose a grid"),
        ({"since": "0001-01-01", "until": "2026-12-31"}, "between 2000 and 2099"),
        ({"since": "9999-12-31"}, "between 2000 and 2099"),
        ({"until": "0001-01-01"}, "between 2000 and 2099"),
        ({"since": "2000-01-01", "until": "2099-12-31"}, ""),
        ({"term": ""}, ""),
    ],
)
def test_whatever_is_asked_is_answered_with_a_page(ada, lena, client_of, query, words):
    client = client_of(lena)
    shown = page(client, **query)

    assert words in shown
    answer = client.get(reverse("incidents:sanctions_csv", args=["oakfield"]), query)
    assert answer.status_code == (302 if words else 200)


def test_a_school_without_terms_and_grids_has_a_report(oakfield, lena, client_of):
    from esafety.schools.models import Term

    Term.objects.all().delete()

    assert "0 decisions" in page(client_of(lena))
    assert "enter a real date" in page(client_of(lena), since="x")


def test_the_report_asks_the_same_queries_for_one_decision_and_for_thirty(
    oakfield, ada, lena, client_of
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(lena)

    def asked():
        with CaptureQueriesContext(connection) as found:
            page(client)
        return len(found)

    first = decide(ada, lena, choices=none_taken(ada, Grid.PUPILS, "offensive_message", 1))
    page(client)
    one = asked()
    measures = list(first.measures.all())
    for number in range(29):
        row = pupil_case(oakfield, lena, make_person(oakfield, f"Pupil{number} Plum"))[1]
        first.pk, first.incident, first.involved = None, row.incident, row
        first.save(force_insert=True)
        for measure in measures:
            measure.pk, measure.decision = None, first
        Measure.objects.bulk_create(measures)

    assert used(lena)["offensive_message"][0] == 30
    assert asked() == one


def test_of_one_grid_only_its_own_departures_are_told(ada, lena, client_of):
    decide(ada, lena, "disrepute", choices=none_taken(ada, Grid.PUPILS, "disrepute", 1))

    assert queries.departures(lena, FIRST, LAST, Grid.PUPILS).exists()
    assert not queries.departures(lena, FIRST, LAST, Grid.LEVELS).exists()
    asked = {"since": FIRST.isoformat(), "until": LAST.isoformat()}
    assert "Dealt with at home." in page(client_of(lena), **asked, grid="pupil-actions")
    assert "Dealt with at home." not in page(client_of(lena), **asked, grid="levels-misuse")
