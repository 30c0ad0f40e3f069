"""Tables of rules as CSV, and back."""

from hypothesis import given
from hypothesis import strategies as st

from policies import tables

CELL = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
ROWS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5)
)


def test_lines_are_quoted_only_where_needed():
    assert tables.as_csv([["a", "b"], ["x, y", 'say "no"']]) == 'a,b\n"x, y","say ""no"""\n'


def test_a_cell_is_no_formula_in_a_spreadsheet():
    assert tables.as_csv([["=1+1", "@x", "-", "fine - yes"]]) == "'=1+1,'@x,'-,fine - yes\n"


@given(ROWS)
def test_what_is_written_is_read_again(rows):
    written = tables.as_csv(rows)

    assert tables.as_csv(tables.parse(written)) == written
    assert tables.parse(written) == rows


def test_an_apostrophe_is_taken_off_only_where_we_put_it():
    rows = [["=1", "'=1", "''=1", "'tis", "'", "-x"]]

    assert tables.as_csv(rows) == "'=1,''=1,'''=1,'tis,','-x\n"
    assert tables.parse(tables.as_csv(rows)) == rows


def test_the_digest_is_of_the_text_in_utf8():
    assert tables.digest([["a"]]) == tables.digest(tables.parse("a\r\n"))
    assert tables.digest([["a"]]) != tables.digest([["b"]])
