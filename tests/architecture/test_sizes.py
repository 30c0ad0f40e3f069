"""Files and functions stay small enough to read (design: Sizes)."""

import pytest

from tests.architecture.source import functions, is_view, length, python_files, short, templates


@pytest.mark.parametrize("path", python_files(tests=True), ids=short)
def test_a_python_file_has_at_most_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", python_files(), ids=short)
def test_a_function_has_at_most_40_lines(path):
    long = {f.name: length(f) for f in functions(path) if length(f) > 40}

    assert long == {}


@pytest.mark.parametrize("path", [p for p in python_files() if is_view(p)], ids=short)
def test_a_view_has_at_most_20_lines(path):
    long = {f.name: length(f) for f in functions(path) if length(f) > 20}

    assert long == {}


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_template_has_at_most_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150
