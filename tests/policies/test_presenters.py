"""The rules in words and shapes."""

from django.utils import timezone

from policies import presenters, queries


def in_force(code):
    return queries.in_force(code, timezone.localdate())


def test_every_code_of_the_seeds_has_its_words(ruled):
    for code in ("pupil-actions", "staff-actions"):
        assert set(in_force(code).columns[2:]) <= set(presenters.COLUMNS)
    for code, columns in (
        ("user-actions", ["rating"]),
        ("communication-technologies", ["staff", "pupils"]),
    ):
        used = {record[column] for record in in_force(code).records for column in columns}
        assert used <= set(presenters.RATINGS)


def test_each_rating_has_a_shape_of_its_own_kind():
    shapes = {code: rating.shape for code, rating in presenters.RATINGS.items()}

    assert shapes["unacceptable"] != shapes["unacceptable_and_illegal"] != shapes["acceptable"]
    assert all(shapes.values())


def test_ticks_are_where_the_seed_has_them(ruled):
    drawn = presenters.ticks(in_force("pupil-actions"))

    assert [str(label) for label in drawn["head"]][:2] == ["Class teacher", "Head of year"]
    misuse, actions = drawn["rows"][1]
    assert misuse == "Using non-educational sites without permission"
    assert [ticked for _label, ticked in actions] == [True] + [False] * 8


def test_levels_hold_their_misuse_and_what_follows_each_time(ruled):
    drawn = presenters.levels(in_force("levels-misuse"), in_force("levels-responses"))

    assert [level for level, _kinds, _follows in drawn["levels"]] == ["C1", "C2", "C3", "C4"]
    _level, kinds, follows = drawn["levels"][0]
    assert len(kinds) == 5
    assert follows[0][1] == [("Conversation with tutor or teacher", "as appropriate")]
    assert [str(times) for times, _responses in follows] == ["First time", "Second time or later"]


def test_ratings_stand_in_their_groups(ruled):
    groups = presenters.ratings(in_force("user-actions"))["groups"]

    assert [len(rows) for _label, rows in groups] == [9, 13]


def test_a_condition_stands_with_the_pupils(ruled):
    rows = presenters.technologies(in_force("communication-technologies"))["rows"]

    assert rows[0][3] == "within the school's guidelines"


def test_words_of_a_schools_own_are_shown_as_written():
    assert presenters.rating("ask_first").words == "Ask first"
    assert presenters._label("call_home") == "Call home"
