"""The reading room of the rules."""

import pytest
from django_scopes import scope

from esafety.audit import objects
from policies.services import seeding

URL = "/oakfield/rules/"


def test_everyone_of_the_school_reads_the_rules_and_nobody_else(
    ruled, client_of, tom, gwen, olu, lena, boris
):
    answers = [client_of(a).get(URL).status_code for a in (tom, gwen, olu, lena, boris)]

    assert answers == [200, 200, 200, 200, 404]


def test_the_list_names_five_tables_and_the_agreements(ruled, client_of, gwen):
    page = client_of(gwen).get(URL).content.decode()

    assert page.count('href="/oakfield/rules/') == 5 + 1
    assert 'href="/oakfield/agreements/"' in page


def test_a_school_without_tables_is_told_so(oakfield, client_of, gwen):
    assert "No tables yet" in client_of(gwen).get(URL).content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pupil-actions", ["✓ ", "Yes", "Class<br>teacher", "marks an action that follows"]),
        ("staff-actions", ["Line<br>manager", "Disciplinary<br>action"]),
        (
            "levels-misuse",
            [
                "Level C1",
                "Level C4",
                "Deliberate hacking",
                "Suspension considered",
                "Second time or later",
            ],
        ),
        ("levels-responses", ["Level C1", "Deliberate hacking"]),
        ("user-actions", ["■ ", "Unacceptable and illegal", "✕ ", "Online gambling"]),
        (
            "communication-technologies",
            ["Allowed for selected staff", "within the school&#x27;s guidelines"],
        ),
    ],
)
def test_a_table_is_shown_in_words_and_marks(ruled, client_of, gwen, code, words):
    page = client_of(gwen).get(f"{URL}{code}/").content.decode()

    for each in [*words, "version 1, in force from", "CSV"]:
        assert each in page


@pytest.mark.parametrize("code", [path.stem for path in seeding.SEEDS.glob("*.csv")])
def test_a_version_is_downloaded_as_it_was_seeded(ruled, client_of, gwen, code):
    answer = client_of(gwen).get(f"{URL}{code}/1.csv")

    assert answer.content == (seeding.SEEDS / f"{code}.csv").read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{code}-v1.csv"'


@pytest.mark.parametrize("path", ["nothing/", "nothing/1.csv", "pupil-actions/9.csv"])
def test_what_is_not_there_is_not_found(ruled, client_of, gwen, path):
    assert client_of(gwen).get(URL + path).status_code == 404


def test_schools_never_meet(ruled, brook, client_of, boris):
    mine = client_of(boris)

    assert mine.get("/brook/rules/pupil-actions/").status_code == 404
    assert mine.get(URL + "pupil-actions/").status_code == 404
    with scope(school=brook):
        assert objects.names({"rules:pupil-actions"}) == {
            "rules:pupil-actions": "rules:pupil-actions"
        }
    assert objects.names({"rules:pupil-actions"})["rules:pupil-actions"].startswith("Pupils")


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(
    oakfield, client_of, gwen, django_assert_num_queries
):
    from policies.models import RuleTable

    mine = client_of(gwen)
    mine.get(URL)
    for many in (1, 30):
        while RuleTable.objects.count() < many:
            n = RuleTable.objects.count()
            RuleTable.objects.create(school=oakfield, code=f"t{n}", title=f"T{n}", shape="ticks")
        with django_assert_num_queries(5):
            mine.get(URL)
