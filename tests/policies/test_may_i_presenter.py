"""Each row of the tables as an answer in one sentence for each group of people."""

from django.utils import timezone

from policies import queries
from policies.models import RuleTable, RuleTableVersion
from policies.presenters import may_i


def answers(*, pupils_first=False):
    return may_i.answers(queries.acceptable_use(timezone.localdate()), pupils_first=pupils_first)


def sentences(subject, **how):
    [answer] = [one for one in answers(**how) if one.subject == subject]
    return [f"{line.who}: {line.said}" for line in answer.lines]


def test_every_row_of_both_tables_is_an_answer(ruled):
    rows = [r for v in queries.acceptable_use(timezone.localdate()) for r in v.records]

    found = answers()

    assert len(found) == len(rows) == 31
    assert found[0].subject == "Mobile phones may be brought to school"


def test_staff_read_their_own_line_first_and_pupils_theirs(ruled):
    assert sentences("Mobile phones used in lessons") == [
        "Staff: only selected staff, or with permission",
        "Pupils: not allowed",
    ]
    assert sentences("Mobile phones may be brought to school", pupils_first=True) == [
        "Pupils: allowed, within the school's guidelines",
        "Staff: allowed",
    ]


def test_what_holds_for_everyone_is_one_line(ruled):
    assert sentences("File sharing") == ["Everyone: at certain times"]
    assert sentences("Online shopping") == ["Everyone: only people whom the school has named"]
    assert sentences("Criminally racist material") == ["Everyone: not allowed, and against the law"]


def test_a_permission_for_pupils_and_a_rating_of_the_schools_own(oakfield):
    table = RuleTable(school=oakfield, code="t", title="T", shape="technologies")
    rows = [
        ["code", "use", "staff", "pupils", "pupil_condition"],
        ["a", "Drones", "ask_first", "allowed_for_selected", ""],
    ]

    [answer] = may_i.answers([RuleTableVersion(table=table, rows=rows)], pupils_first=False)

    assert [line.said for line in answer.lines] == ["ask first", "only with permission"]


def test_only_the_answers_to_the_question_are_found(ruled):
    found = may_i.found("phone in class", answers())

    assert [one.subject for one in found] == ["Mobile phones used in lessons"]
