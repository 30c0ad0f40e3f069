"""Which incidents are repeats, without a database."""

from datetime import date

from reports.figures.repeats import Seen, again


def seen(incident, day, part="target", person=7, status="closed"):
    return Seen(day, incident, status, person, part)


OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_the_second_time_in_the_same_part_is_a_repeat_and_the_first_is_not():
    assert again([seen(2, NOVEMBER), seen(1, OCTOBER)]) == {2: {"target"}}


def test_another_part_or_another_child_is_no_repeat():
    rows = [seen(1, OCTOBER), seen(2, NOVEMBER, "offender"), seen(3, NOVEMBER, person=8)]

    assert again(rows) == {}


def test_whoever_was_both_was_each_of_them():
    assert again([seen(1, OCTOBER, "both"), seen(2, NOVEMBER, "both")]) == {
        2: {"target", "offender"}
    }


def test_a_witness_repeats_nothing():
    assert again([seen(1, OCTOBER, "witness"), seen(2, NOVEMBER, "witness")]) == {}


def test_a_new_school_year_begins_anew():
    assert again([seen(1, date(2026, 8, 31)), seen(2, date(2026, 9, 1))]) == {}


def test_what_is_no_incident_is_no_earlier_one():
    assert again([seen(1, OCTOBER, status="not_incident"), seen(2, NOVEMBER)]) == {}


def test_of_two_on_one_day_the_later_report_is_the_repeat():
    assert set(again([seen(2, OCTOBER), seen(1, OCTOBER)])) == {2}


def test_two_rows_of_one_incident_are_one_time():
    assert again([seen(1, OCTOBER), seen(1, OCTOBER)]) == {}
