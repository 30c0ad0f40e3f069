"""Year groups, key stages or neither."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from esafety.people.choices import YEAR_GROUPS
from esafety.suppression import Cover, total_of
from reports.figures import bands
from reports.figures.bands import Span, fitting, printed_in, told_in
from reports.figures.people import STAGES
from tests.reports.generated import SCHOOLS, counted, known
from tests.reports.solver import Published, recovered

YEARS = [code for code, _label in YEAR_GROUPS]
RULES = total_of("children", [f"year.{year}" for year in [*YEARS, "unknown"]])


def children(**years):
    counts = {f"year.{year}": 0 for year in [*YEARS, "unknown"]}
    counts |= {f"year.{year.removeprefix('y')}": n for year, n in years.items()}
    return counts | {"children": sum(counts.values())}


def test_every_year_group_is_in_one_key_stage():
    assert [year for years in STAGES.values() for year in years] == YEARS


def test_where_enough_is_left_the_years_are_printed():
    span, cells = fitting(children(y7=12, y8=9, y9=2, y10=3), RULES)

    assert span == Span.YEAR
    assert (cells["year.7"], cells["year.9"]) == (12, Cover.FEW)


def test_where_more_than_half_would_be_covered_key_stages_are():
    span, cells = fitting(children(y7=4, y8=3, y9=4, y10=3, y11=4, unknown=5), RULES)

    assert span == Span.STAGE
    assert (cells["stage.3"], cells["stage.4"], cells["year.unknown"]) == (11, 7, 5)
    assert "year.7" not in cells


def test_where_that_does_not_help_only_all_children_are():
    span, cells = fitting(children(y1=2, y4=1, y8=3), RULES)

    assert (span, cells) == (Span.ALL, {"children": 6})


def test_no_children_are_no_reason_for_less():
    assert fitting(children(), RULES)[0] == Span.YEAR


def test_stages_that_are_counted_beside_the_years_stay():
    counts = children(y7=4, y8=3, y9=4) | {"stage.3": 11}
    both = [*RULES, *total_of("stage.3", ["year.7", "year.8", "year.9"])]

    assert fitting(counts, both)[1]["stage.3"] == 11


def test_a_printed_column_says_how_its_children_were_told_apart():
    counts = children(y7=12, y8=9) | {"all": 7}

    for span in Span:
        assert printed_in(told_in(span, counts, RULES)[0]) == span


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(st.lists(SCHOOLS, min_size=20, max_size=20))
def test_a_solver_recovers_nothing_from_any_span(schools):
    told = []
    for counts in (counted(school.cases()) for school in schools):
        _span, cells = fitting(counts, known())
        grouped, rules = bands.in_stages(counts, known())
        plain = {k: c.value if isinstance(c, Cover) else c for k, c in cells.items()}
        mine = [rule for rule in [*known(), *rules] if all(k in cells for k, _c in rule.terms)]
        told.append(Published(plain, counts | grouped, mine))

    assert recovered(told) == []
