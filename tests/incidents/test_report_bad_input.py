"""Two hundred malformed submissions a form: no error page, no lost answer, errors in place."""

import json
import re
from html import unescape
from urllib.parse import quote_plus

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents import answers
from incidents.forms import steps
from incidents.models import Draft, Incident
from tests.factories.reports import make_draft, posts, sow_types

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
HUNDREDS = settings(max_examples=200, **CALM)
DOZENS = settings(max_examples=60, **CALM)  # the same forms again, from another side
ODD = [
    b"", b" ", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r\n\t", b"9" * 40, b"-1", b"1e9", b"NaN",
    b"0", b"31", b"02", b"2026", b"25:99", b"today", b"range", b"about", b"day", b"other", b"child",
    b"target", b"on", b"' OR 1=1 --", b"<script>alert(1)</script>", b"{{ 7|add:7 }}", b"{% now %}",
    "٣".encode(), "²".encode(), "\u202e\u200b".encode(), b"x" * 301, b"y" * 20_001,
    b"data:image/png;base64,AAAA", b"bullying", b"other_breach", b"grooming", b"inside",
]  # fmt: skip
VALUE = st.one_of(
    st.sampled_from(ODD),
    st.binary(max_size=30),
    st.text(max_size=30).map(lambda t: t.encode("utf-8", "ignore")),
)
PEOPLE = [f"people-{n}-{name}" for n in (0, 1, 7) for name in (*answers.PERSON_FIELDS, "match")]
MORE = [
    *PEOPLE,
    "people-TOTAL_FORMS",
    "people-x-name",
    "add",
    "remove",
    "find",
    "key",
    "\x00",
    "a[]",
]


def bodies(names):
    """Urlencoded bodies with these names, any bytes as values, in any order and number."""
    pair = st.tuples(st.sampled_from(names), VALUE)
    return st.lists(pair, max_size=14).map(
        lambda pairs: "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    )


@pytest.fixture
def place(oakfield, tom, client_of):
    """A signed-in reporter with a draft."""
    sow_types(oakfield)
    return client_of(tom), make_draft(tom, finished=False)


def post(web, url, body):
    return web.post(url, body, content_type="application/x-www-form-urlencoded")


def check_errors(page):
    """There are errors; each is linked, and its field and its words are on the page."""
    links = re.findall(r'<li><a href="#([^"]+)">', page)
    assert links
    for target in links:
        assert f'id="{target}"' in page, target
    assert page.count("govuk-error-message") >= len(links)


def texts(step):
    """The fields of a step in which one types."""
    names = {
        "what": ["other_words"],
        "where-when": ["place_words", "when_words", "time", "first_0", "guess_2"],
        "who": [],
        "words": ["description", "platform_words", "evidence", "evidence_held"],
    }
    return names[step]


def check_kept(step, post, draft, page):
    """Everything typed is in the draft, and shown again."""
    raw = Draft.objects.get(pk=draft.pk).answers["raw"][step]
    shown = unescape(page).replace("\r\n", "\n")
    for name in set(post) & set(steps.STEPS[step].names()) - {"when", "day_0", "day_1", "day_2"}:
        typed = [answers.tidy(value) for value in post.getlist(name)]
        assert raw[name] == typed
        if name in texts(step):
            assert typed[-1].strip() in shown


@pytest.mark.parametrize("step", list(steps.STEPS))
def test_no_malformed_step_breaks_or_loses_anything(place, step):
    web, draft = place
    url = f"/oakfield/incidents/draft/{draft.key}/{step}/"

    @HUNDREDS
    @given(bodies([*steps.STEPS[step].names(), *MORE]))
    def hold(body):
        answer, typed = post(web, url, body), QueryDict(body)
        assert answer.status_code in (200, 302)
        page = (
            answer.content.decode() if answer.status_code == 200 else web.get(url).content.decode()
        )
        if answer.status_code == 200:
            check_errors(page)
        check_kept(step, typed, draft, page)

    hold()


def test_no_malformed_row_of_people_is_lost(place):
    web, draft = place
    url = f"/oakfield/incidents/draft/{draft.key}/who/"
    names = [name for name in PEOPLE if "match" not in name]

    @DOZENS
    @given(bodies(names))
    def hold(body):
        post(web, url, body)
        kept = Draft.objects.get(pk=draft.pk).answers["raw"]["who"]["rows"]
        values = [value for row in kept for value in row.values()]
        typed = QueryDict(body)
        for name in typed:
            assert answers.tidy(typed[name]) in ("", *values)
        page = unescape(web.get(url).content.decode())
        for row in kept:
            assert row.get("name", "") in page
            assert row.get("contact", "") in page

    hold()


def test_no_malformed_first_page_breaks_or_loses_anything(place):
    web, _draft = place

    @DOZENS
    @given(bodies([*steps.STEPS["what"].names(), *MORE]))
    def hold(body):
        answer = post(web, "/oakfield/incidents/new/", body)
        assert answer.status_code in (200, 302)
        if answer.status_code == 200:
            check_errors(answer.content.decode())
        made = Draft.objects.order_by("-pk").first()
        check_kept(
            "what",
            QueryDict(body),
            made,
            web.get(f"/oakfield/incidents/draft/{made.key}/what/").content.decode(),
        )

    hold()


def test_no_malformed_signature_breaks_or_sends(place):
    web, draft = place
    for step in steps.STEPS:
        web.post(f"/oakfield/incidents/draft/{draft.key}/{step}/", posts()[step])
    url = f"/oakfield/incidents/draft/{draft.key}/check/"
    unsigned = VALUE.filter(
        lambda value: not any(c.isalpha() for c in value.decode("utf-8", "replace"))
    )

    @HUNDREDS
    @given(st.one_of(unsigned, st.just(b"z" * 121)), bodies(MORE))
    def hold(name, more):
        answer = post(web, url, f"{more}&signed_name={quote_plus(name)}")
        assert answer.status_code == 200
        page = answer.content.decode()
        check_errors(page)
        typed = QueryDict(f"signed_name={quote_plus(name)}")["signed_name"]
        assert answers.tidy(f'value="{typed}"') in answers.tidy(unescape(page))
        assert not Incident.objects.exists()

    hold()


@pytest.mark.parametrize("kept", ["[]", '{"what": {}}', '{"who": {"rows": [{}]}}'])
def test_a_draft_that_holds_little_is_shown_and_not_sent(place, kept):
    web, draft = place
    Draft.objects.filter(pk=draft.pk).update(answers={"raw": json.loads(kept) or {}})

    for page in (*steps.STEPS, "check"):
        assert web.get(f"/oakfield/incidents/draft/{draft.key}/{page}/").status_code == 200
