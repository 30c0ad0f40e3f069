"""Whatever is posted to a form of the record: never an error page, never a lost word."""

import html
import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.people import make_person
from tests.incidents.cases import ON_A_PERSON, make_case, url

# A little of what people and scripts send: words, markup, marks that mean something elsewhere.
ODD = ["", " ", "\x00", "<script>", "&amp;", "'\"", "٣", "9" * 30, "-1", "on", "…", "x" * 25_000]
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
DAY = st.one_of(WORDS, st.sampled_from(["2026-11-02", "2026-13-40", "0001-01-01", "9999-12-31"]))
CLOCK = st.one_of(WORDS, st.sampled_from(["10:30", "25:00", "1030", "10:30+23:59"]))


def choice(*values: str):
    return st.one_of(WORDS, st.sampled_from(values))


def several(*values: str):
    return st.lists(choice(*values), max_size=4)


KIND, PART = choice("child", "staff", "unknown"), choice("target", "offender")
OUTCOME = choice("talk", "sanction")
ACTION = {"done": choice("on"), "who": WORDS, "on": DAY, "at": CLOCK, "text": WORDS}
FORMS = {
    "acknowledge": {"note": WORDS},
    "not_incident": {"reason": WORDS},
    "merge": {"into": WORDS, "reason": WORDS},
    "handler": {"handler": choice("1"), "reason": WORDS},
    "close": {"summary": WORDS, "investigation": WORDS, "outcome": OUTCOME, "outcome_words": WORDS},
    "add_note": {"text": WORDS, "on": DAY, "at": CLOCK},
    "add_actions": {
        f"{action}-{name}": field
        for action in ("parents", "police_ceop")
        for name, field in ACTION.items()
    },
    "correct": {
        "urgent": choice("on"),
        "place": choice("inside", "both"),
        "place_words": WORDS,
        "when": choice("day", "range", "about"),
        "happened_on": DAY,
        "happened_until": DAY,
        "when_words": WORDS,
        "happened_at_time": CLOCK,
        "types": several("bullying"),
        "other_words": WORDS,
        "description": WORDS,
        "platforms": several("x", "other"),
        "platform_words": WORDS,
        "evidence": WORDS,
        "evidence_held": WORDS,
        "reason": WORDS,
    },
    "add_person": {
        "name": WORDS,
        "person": choice("1"),
        "kind": KIND,
        "part": PART,
        "contact": WORDS,
        "reason": WORDS,
    },
    "change_person": {
        "who": choice("1"),
        "kind": KIND,
        "part": PART,
        "contact": WORDS,
        "reason": WORDS,
    },
    "clear": {"member": choice("1"), "reason": WORDS},
    "summary": {
        "summary": WORDS,
        "investigation": WORDS,
        "outcome": OUTCOME,
        "outcome_words": WORDS,
    },
    **{name: {"reason": WORDS} for name in ("start", "begin_action", "reopen", "remove_person")},
}
TYPE = {
    "label": WORDS,
    "help": WORDS,
    "group": choice("conduct", "any"),
    "at_once": choice("on"),
    "needs_words": choice("on"),
    "on_report": choice("on"),
}
CHOSEN = {"member", "handler", "outcome", "kind", "part", "who", "group", "place", "when"}
CHOSEN |= {"types", "platforms", "urgent", "done", "at_once", "needs_words", "on_report", "person"}
# Done once, these cannot be done again.
ENDED = {"acknowledge", "not_incident", "merge", "close", "clear"}
ENDED |= {"start", "begin_action", "reopen", "remove_person"}
QUIET = settings(
    max_examples=200,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(answer, posted) -> None:
    """Done, or the page again with an error at a field and every word that was typed."""
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        check_page(answer.content.decode(), posted)


def check_page(page: str, posted) -> None:
    assert "There is a problem" in page
    linked = set(re.findall(r'<li><a href="#([^"]+)"', page))
    assert linked
    assert all(f'id="{target}"' in page for target in linked)
    shown = html.unescape(page)
    for name, value in posted.items():
        if name.rpartition("-")[2] not in CHOSEN:
            assert value.strip() in shown, name


def place_of(incident, name) -> str:
    last = incident.involved.count()
    return url(incident, name, *([last] if name in ON_A_PERSON else []))


def fresh(school, name):
    """An incident in the state that the form is for, with a person and a doubtful name."""
    status = {"reopen": "closed", "acknowledge": "submitted"}.get(name, "acknowledged")
    people, typed = (
        [(make_person(school, "Ada Ash"), "target")],
        [("Ben Larch", "child", "witness")],
    )
    return make_case(school, status, people=people, typed=typed)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_the_record_survives_anything(oakfield, lena, dee, hari, client_of, name):
    # The headteacher: a post that makes somebody the staff it is about takes the case from others.
    client, place = client_of(hari), [place_of(fresh(oakfield, name), name)]

    @QUIET
    @given(posted=st.fixed_dictionaries({}, optional=FORMS[name]))
    def survives(posted):
        answer = client.post(place[0], posted)
        check(answer, posted)
        if answer.status_code == 302 and name in ENDED:
            place[0] = place_of(fresh(oakfield, name), name)

    survives()


@pytest.mark.parametrize("changed", [False, True])
def test_the_form_of_a_type_survives_anything(oakfield, lena, client_of, changed):
    row = make_case(oakfield).types.get()
    name, more = ("change_type", [row.pk]) if changed else ("add_type", [])
    client, place = client_of(lena), reverse(f"incidents:{name}", args=["oakfield", *more])

    @QUIET
    @given(posted=st.fixed_dictionaries({}, optional=TYPE))
    def survives(posted):
        check(client.post(place, posted), posted)

    survives()
