"""Whatever is posted to a form of the record: never an error page, never a lost word."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.people import make_person
from tests.incidents.cases import ON_A_PERSON, make_case, url

# A little of what people and scripts send: words, markup, marks that mean something elsewhere.
ODD = ("", " ", "\x00", "<script>", "&amp;", "'\"", "٣", "9" * 30, "-1", "on", "…", "x" * 25_000)


class Field(NamedTuple):
    """What a field is sent: what is odd, what means something to it, and any text."""

    meant: tuple[str, ...] = ()
    several: bool = False

    def listed(self) -> list:
        found = (*ODD, *self.meant)
        return [[one] for one in found] if self.several else list(found)

    def anything(self):
        one = st.one_of(st.sampled_from((*ODD, *self.meant)), st.text(max_size=40))
        return st.lists(one, max_size=4) if self.several else one


def choice(*values: str) -> Field:
    return Field(values)


def several(*values: str) -> Field:
    return Field(values, several=True)


WORDS = Field()
DAY = choice("2026-11-02", "2026-13-40", "0001-01-01", "9999-12-31")
CLOCK = choice("10:30", "25:00", "1030", "10:30+23:59")
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


def quietly(fields: int):
    """So many combinations by chance: more for a form where there is more to combine."""
    return settings(
        max_examples=30 + 5 * fields,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def in_turn(form: dict[str, Field]) -> Iterator[dict[str, Any]]:
    """As many posts as bring each listed value into every field, next to other ones each time."""
    lists = {name: field.listed() for name, field in form.items()}
    for turn in range(max(map(len, lists.values()))):
        yield {
            name: listed[(turn + place) % len(listed)]
            for place, (name, listed) in enumerate(lists.items())
        }


def post_everything(form: dict[str, Field], survives: Callable[[dict[str, Any]], None]) -> None:
    """Each listed value in every field, then combinations of these and of any text by chance."""
    for posted in in_turn(form):
        survives(posted)
    anything = {name: field.anything() for name, field in form.items()}
    quietly(len(form))(given(posted=st.fixed_dictionaries({}, optional=anything))(survives))()


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

    def survives(posted):
        answer = client.post(place[0], posted)
        check(answer, posted)
        if answer.status_code == 302 and name in ENDED:
            place[0] = place_of(fresh(oakfield, name), name)

    post_everything(FORMS[name], survives)


@pytest.mark.parametrize("changed", [False, True])
def test_the_form_of_a_type_survives_anything(oakfield, lena, client_of, changed):
    row = make_case(oakfield).types.get()
    name, more = ("change_type", [row.pk]) if changed else ("add_type", [])
    client, place = client_of(lena), reverse(f"incidents:{name}", args=["oakfield", *more])

    def survives(posted):
        check(client.post(place, posted), posted)

    post_everything(TYPE, survives)


@pytest.mark.parametrize("form", [*FORMS.values(), TYPE])
def test_each_listed_value_comes_into_every_field(form):
    sent = list(in_turn(form))

    for name, field in form.items():
        assert [one for one in field.listed() if not any(post[name] == one for post in sent)] == []
