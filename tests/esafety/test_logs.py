"""Logs carry events and references, never a person's words."""

import json
import logging

import pytest
from pythonjsonlogger.json import JsonFormatter

from esafety.logs import NoPersonalData


@pytest.fixture
def lines():
    """What a logger of our settings would write, as parsed JSON lines."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler = Keep()
    handler.addFilter(NoPersonalData())
    handler.setFormatter(JsonFormatter("%(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.propagate = False
    yield written
    logger.removeHandler(handler)


def test_a_line_is_json_with_its_message(lines):
    logging.getLogger("tests.logs").warning("job %s failed", "7")

    assert lines[0]["message"] == "job 7 failed"


def test_an_error_is_named_with_its_place_but_without_its_words(lines):
    try:
        int("Ada Ash, 8K")
    except ValueError:
        logging.getLogger("tests.logs").exception("import failed")

    assert "Ada" not in json.dumps(lines)
    assert lines[0]["message"].startswith("import failed [ValueError at test_logs.py:")


def test_what_follows_the_question_mark_of_an_address_is_cut(lines):
    logging.getLogger("tests.logs").warning("%s %s", "Not Found:", "/oakfield/?name=Ada")
    logging.getLogger("tests.logs").warning("%(path)s", {"path": "/oakfield/?name=Ada"})

    assert [line["message"] for line in lines] == ["Not Found: /oakfield/", "/oakfield/"]


def test_the_request_is_not_written(lines):
    logging.getLogger("tests.logs").warning("odd", extra={"request": "POST Ada Ash"})

    assert "Ada" not in json.dumps(lines)


def test_a_word_that_is_no_address_stays_as_it_is(lines):
    logging.getLogger("tests.logs").warning("%s", "what? yes")

    assert lines[0]["message"] == "what? yes"


def test_an_error_without_a_trace_is_named(lines):
    error = ValueError("Ada Ash")
    logging.getLogger("tests.logs").error("odd", exc_info=(ValueError, error, None))

    assert lines[0]["message"] == "odd [ValueError at ?]"
