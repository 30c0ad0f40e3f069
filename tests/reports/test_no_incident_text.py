"""Anonymous by construction: nothing that was written about an incident reaches a report.

Every text field of an incident and of its people holds a word of its own here, by the models
themselves: a field added tomorrow is looked for too.
"""

import json
import re

from django.db import models
from django.template.loader import render_to_string

from esafety.schools import queries as schools
from incidents import queries as incidents
from incidents.models import Incident, InvolvedPerson
from reports.figures import reading, report_data
from reports.figures.periods import periods_for
from reports.figures.tables import tables_of
from reports.models import GovernorReport
from reports.services import building
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.conftest import do_jobs

MAIN = "/oakfield/reports/2026-1/governors/"
PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}(-\d)?|(Autumn|Spring|Summer) \d{4}/\d{2}")
COVERS = {"few", "hidden"}
# What the school calls its own lists: types of incidents, agreements, actions.
NAMED = {"kinds", "labels", "actions"}


def word(model, number: int, place: int) -> str:
    return f"zq{model.__name__[:3].lower()}{number}x{place}"


def texts(model) -> list[models.Field]:
    """The fields of a model that a person's words can stand in."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def marked(oakfield) -> set[str]:
    """Seven incidents in the term with a word in each text field, and the words."""
    for n in range(7):
        child = make_person(oakfield, f"Zqfirst{n} Zqlast{n}", year_group="9")
        make_incident(
            oakfield,
            people=[(child, "target")],
            typed=[(f"Zqtyped{n} Zqsurname{n}", "child", "witness")],
        )
    words = {f"zq{kind}{n}" for n in range(7) for kind in ("first", "last", "typed", "surname")}
    for model in (Incident, InvolvedPerson):
        for number, row in enumerate(model.objects.order_by("pk")):
            if model is InvolvedPerson and row.person_id:
                continue
            own = {field.name: word(model, number, n) for n, field in enumerate(texts(model))}
            own.pop("year_group", None)
            model.objects.filter(pk=row.pk).update(**own)
            words |= set(own.values())
    return words


def found_in(text: str, words: set[str]) -> list[str]:
    text = text.lower()
    return sorted(one for one in words if one in text)


def test_no_word_of_an_incident_is_read_printed_or_frozen(oakfield, report, lena, client_of):
    words = marked(oakfield)
    assert len(words) > 100

    building.ask(report=report, by=lena)
    do_jobs()

    edition = GovernorReport.objects.get(pk=report.pk).editions.get()
    page = client_of(lena).get(MAIN).content.decode()
    assert edition.data["columns"][0]["cells"]["all"] == 7
    assert found_in(json.dumps(edition.data), words) == []
    assert found_in(repr(tables_of(edition.data)), words) == []
    assert found_in(page, words) == []
    context = {"report": report, "data": edition.data, "tables": tables_of(edition.data)}
    assert found_in(render_to_string("pdf/governor_report.html", context), words) == []


def test_the_search_for_words_finds_them(oakfield, report, lena):
    """The test above can fail: the record of such an incident has the words."""
    words = marked(oakfield)
    row = incidents.visible_to(lena).values().first()

    assert len(found_in(str(row), words)) > 8


def test_a_report_holds_numbers_codes_and_the_words_of_lists(oakfield, report, lena):
    marked(oakfield)

    data = report_data.of(report)

    told = {data["school"], data["handling_mark"], data["part"], data["span"], *COVERS}
    strange = [
        leaf
        for key, part in data.items()
        if key not in NAMED
        for leaf in leaves(part)
        if isinstance(leaf, str) and leaf not in told and not PERIOD.fullmatch(leaf)
    ]
    assert strange == []


def test_a_case_as_the_report_reads_it_has_no_words(oakfield, report, lena):
    words = marked(oakfield)

    shown, today = periods_for(report.term), schools.local_today(oakfield)
    cases = reading.cases(incidents.visible_to(lena), shown, today)

    assert len(cases) == 7
    assert found_in(repr(cases), words) == []


def leaves(part):
    """Everything that stands in frozen data; of a mapping its values, for its keys are codes."""
    if isinstance(part, dict):
        part = list(part.values())
    if not isinstance(part, list):
        return [part]
    return [leaf for each in part for leaf in leaves(each)]
