"""200 malformed posts to each form of the settings, and to the words of a report: never an error
page, always a sentence at a field, and what was typed is shown again."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from esafety.schools.models import Membership, Term
from reports.models import GovernorReport

ODD = ["", " ", "\x00", "<script>", "&amp;", "'\"", "٣", "9" * 30, "-1", "on", "…", "x" * 9_000]
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
NUMBER = st.one_of(WORDS, st.sampled_from(["1", "2", "2026", "2031", "13", "31"]))


def day(name):
    return {f"{name}_{part}": NUMBER for part in range(3)}


def one_of(*values):
    return st.one_of(WORDS, st.sampled_from(values))


FORMS = {
    "details": {
        "name": WORDS,
        "phase": one_of("primary"),
        "timezone": one_of("Europe/London"),
        "day_starts": one_of("08:30", "25:00"),
        "day_ends": one_of("15:30", "07:00"),
        "emergency_contact": WORDS,
        "outside_contact": WORDS,
        "handling_mark": WORDS,
    },
    "add_term": {"academic_year": NUMBER, "number": NUMBER, **day("starts_on"), **day("ends_on")},
    "add_closure": {
        "kind": one_of("inset"),
        "label": WORDS,
        **day("starts_on"),
        **day("ends_on"),
    },
    "add_member": {
        "name": WORDS,
        "email": one_of("new@oakfield.example", "a@b"),
        "roles": st.lists(one_of("staff", "head"), max_size=3),
    },
}
REPORT = ("words_incidents", "base_incidents", "words_actions", "base_nonsense")
TYPED = {
    "name",
    "label",
    "emergency_contact",
    "outside_contact",
    "words_incidents",
    "words_actions",
}
QUIET = settings(
    max_examples=200,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(answer, posted):
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        return
    page = answer.content.decode()
    linked = set(re.findall(r'<li><a href="#([^"]+)"', page))
    assert linked
    assert all(f'id="{target}"' in page for target in linked)
    shown = html.unescape(page)
    for name in TYPED & set(posted):
        assert posted[name].strip() in shown, name


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_the_settings_survives_anything(oakfield, hari, client_of, name):
    client, place = client_of(hari), reverse(f"schools:{name}", args=["oakfield"])

    @QUIET
    @given(posted=st.fixed_dictionaries({}, optional=FORMS[name]))
    def survives(posted):
        check(client.post(place, posted), posted)

    survives()


def test_the_words_of_a_report_survive_anything(oakfield, lena, client_of):
    term, drafter = Term.objects.first(), Membership.objects.get(pk=lena.membership_id)
    GovernorReport.objects.create(
        school=oakfield, term=term, drafted_at=timezone.now(), drafted_by=drafter
    )
    place = f"/oakfield/reports/{term.academic_year}-{term.number}/governors/words/"
    client = client_of(lena)

    @QUIET
    @given(
        posted=st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(REPORT, WORDS),
        )
    )
    def survives(posted):
        check(client.post(place, posted), posted)

    survives()
