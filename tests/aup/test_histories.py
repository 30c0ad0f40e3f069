"""How the versions of an agreement stand."""

from datetime import date

from aup import histories
from aup.models import AgreementVersion

TODAY = date(2026, 11, 3)


def version(number, begins, by="member:7"):
    words = f"sha-{number}"
    return AgreementVersion(number=number, effective_from=begins, made_by_ref=by, sha256=words)


def told(*versions):
    rows = histories.told(versions, TODAY, {"member:7": "Lena Larch"})
    return [(row.version.number, row.standing, row.made_by) for row in rows]


def test_the_newest_that_has_begun_is_in_force():
    assert told(
        version(3, date(2026, 12, 1)),
        version(2, TODAY),
        version(1, date(2026, 9, 1), "system:setup"),
    ) == [
        (3, "From 1 December 2026", "Lena Larch"),
        (2, "In force", "Lena Larch"),
        (1, "Replaced", "The product, as it was set up"),
    ]


def test_a_newer_one_can_come_before_an_older_one_begins():
    rows = told(
        version(3, date(2026, 11, 20)), version(2, date(2026, 12, 1)), version(1, date(2026, 9, 1))
    )

    assert [standing for _n, standing, _by in rows] == [
        "From 20 November 2026", "Replaced before it began", "In force",
    ]  # fmt: skip


def test_before_the_first_begins_it_is_the_first():
    assert told(version(1, date(2027, 1, 1)))[0][1] == "In force"
    assert told() == []


def test_the_same_words_again_are_a_renewal():
    first, again, other = [version(number, TODAY) for number in (1, 2, 3)]
    again.sha256 = first.sha256

    rows = histories.told([other, again, first], TODAY, {})

    assert [row.is_renewal for row in rows] == [False, True, False]
