"""What differs between two texts of an agreement."""

from aup.services.seeding import SEEDS
from esafety import differences
from esafety.differences import Kind, Line, Piece


def told(old, new):
    """The lines that differ, as words with marks."""
    marks = {Kind.ADDED: "+{}+", Kind.REMOVED: "-{}-", Kind.SAME: "{}"}
    return [
        (str(line.kind), " ".join(marks[piece.kind].format(piece.words) for piece in line.pieces))
        for line in differences.between(old, new)
        if line.kind != Kind.SAME
    ]


def test_a_text_does_not_differ_from_itself():
    text = (SEEDS / "staff.md").read_text(encoding="utf-8")
    lines = differences.between(text, text)

    assert not differences.differ(lines)
    assert len(lines) == len([line for line in text.splitlines() if line])


def test_spaces_and_empty_lines_do_not_count():
    assert not differences.differ(differences.between("# T\n\n-  one two\n", "# T\n- one   two\n"))


def test_words_of_a_line():
    old = "- I use my phone only in the hall.\n"
    new = "- I use my own phone only in the yard.\n"

    assert told(old, new) == [("changed", "I use my +own+ phone only in the -hall.- +yard.+")]


def test_words_taken_out():
    assert told("I do not use it here.", "I do not use it.") == [
        ("changed", "I do not use -it here.- +it.+")
    ]
    assert told("please I use it here", "I use it here") == [("changed", "-please- I use it here")]


def test_whole_lines():
    old = "# T\n- One thing here.\n- Another matter entirely, gone.\n"
    new = "# T\n- Quite new words.\n- One thing here.\n"

    assert told(old, new) == [
        ("added", "+Quite new words.+"),
        ("removed", "-Another matter entirely, gone.-"),
    ]


def test_what_reads_alike_is_paired_in_its_order():
    old = "- Nothing like it at all.\n- I keep my password to myself.\n- Old end of it.\n"
    new = "- I keep my passwords to myself.\n- Brand new sentence.\n"

    assert told(old, new) == [
        ("removed", "-Nothing like it at all.-"),
        ("changed", "I keep my -password- +passwords+ to myself."),
        ("added", "+Brand new sentence.+"),
        ("removed", "-Old end of it.-"),
    ]


def test_a_heading_is_not_a_line_of_a_list():
    assert told("## My rules here", "- My rules here") == [
        ("added", "+My rules here+"),
        ("removed", "-My rules here-"),
    ]


def test_the_shape_of_a_line_is_kept():
    assert differences.between("## A\n- b\nc\n", "## A\n- b\nc\n") == [
        Line(Kind.SAME, [Piece(Kind.SAME, "A")], level=2),
        Line(Kind.SAME, [Piece(Kind.SAME, "b")], item=True),
        Line(Kind.SAME, [Piece(Kind.SAME, "c")]),
    ]


def sides(old, new, **how):
    rows = differences.side_by_side(differences.between(old, new), **how)
    return [
        row.same or (" ".join(p.words for p in row.left), " ".join(p.words for p in row.right))
        for row in rows
    ]


def test_two_texts_stand_side_by_side():
    old = "## A\none\ntwo\nthree\nI keep my password to myself.\nfour\nfive\n"
    new = "## A\none\ntwo\nthree\nI keep my passwords to myself.\nfour\nfive\nnew words\n"

    assert sides(old, new) == [
        3,
        ("three", "three"),
        ("I keep my password to myself.", "I keep my passwords to myself."),
        ("four", "four"),
        ("five", "five"),
        ("", "new words"),
    ]
    assert sides("gone\na\nb\n", "a\nb\n") == [("gone", ""), ("a", "a"), 1]
    assert sides("a\nb\n", "a\nb\n", whole=True) == [("a", "a"), ("b", "b")]
