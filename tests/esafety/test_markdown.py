"""An agreement's words as HTML: text and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aup.services.seeding import SEEDS
from esafety.markdown import rendered, top_of


def test_headings_paragraphs_and_lists_are_drawn():
    html = rendered("# One\n\nTwo\nthree.\n\n- four\n- five\n  six\n\n### Seven\n- eight\nnine")

    assert html == (
        '<h1 class="govuk-heading-l">One</h1>\n'
        '<p class="govuk-body">Two three.</p>\n'
        '<ul class="govuk-list govuk-list--bullet"><li>four</li><li>five six</li></ul>\n'
        '<h3 class="govuk-heading-s">Seven</h3>\n'
        '<ul class="govuk-list govuk-list--bullet"><li>eight nine</li></ul>'
    )


def test_a_list_may_follow_its_sentence_and_a_heading_end_it():
    html = rendered("Before:\r\n- one\r\n## Two")

    assert html.index("<p") < html.index("<ul") < html.index("<h2")


def test_nothing():
    assert rendered("  \n") == ""


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "# <img src=x onerror=alert(1)>", "- [a](javascript:alert(1))",
        "<javascript:x>", "![x](y)", "&lt;b&gt;", '" onmouseover="x', "http://example.com",
    ],
)  # fmt: skip
def test_text_stays_text(text):
    html = rendered(text)

    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"h1", "h2", "h3", "p", "ul", "li"}
    assert "href" not in html


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("#- <>&\"'/ab\n\r*[]()`"), max_size=80))
def test_whatever_is_written_only_our_own_tags_come_out(text):
    tags = re.findall(r"<[^>]*>", rendered(text))

    assert all(re.fullmatch(r'</?(h[123]|p|ul|li)( class="[a-z -]+")?>', tag) for tag in tags)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.md")), ids=lambda p: p.stem)
def test_no_word_of_a_text_is_lost(path):
    text = path.read_text(encoding="utf-8")
    plain = re.sub(r"<[^>]+>", " ", rendered(text)).replace("&#x27;", "'")

    assert plain.split() == re.sub(r"^(#+|-) ", "", text, flags=re.MULTILINE).split()


@pytest.mark.parametrize(
    ("text", "top"), [("# A\n\n## B", 1), ("One.\n\n## A\n\n### B", 2), ("One.", 1), ("### C", 3)]
)
def test_the_highest_heading_of_a_text(text, top):
    assert top_of(text) == top
