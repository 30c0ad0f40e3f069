"""Every service that acts for somebody is one transaction and leaves an audit row."""

import ast

import pytest

from tests.architecture.source import functions, python_files, short

FILES = [p for p in python_files() if "services" in short(p) and p.name != "__init__.py"]
# Written beneath other services, inside their transaction and with their audit row; or the audit
# log and the job queue themselves.
BENEATH = {"esafety/audit/services.py", "esafety/jobs/services.py"}


def acts(path):
    """Public functions that take `by`."""
    for node in functions(path):
        named = {argument.arg for argument in node.args.kwonlyargs}
        if "by" in named and not node.name.startswith("_"):
            yield node


def calls(node):
    """The calls in a function, by the name of what is called."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield ast.unparse(call.func), call


def is_atomic(node, inside):
    """Whether the function is one transaction, or hands on to one of the same file that is."""
    if any("atomic" in ast.unparse(d) for d in node.decorator_list):
        return True
    names = {name for name, _call in calls(node)} - {node.name}
    return any("atomic" in name for name in names) or any(
        is_atomic(inside[name], {}) for name in names if name in inside
    )


def records(node, inside, seen=()):
    """Whether the function calls audit.record: itself, through a function of the same file, or
    through another service (one that is given `by`, whose own file is tested as well)."""
    for name, call in calls(node):
        given = {k.arg for k in call.keywords} | {ast.unparse(a) for a in call.args}
        if name.endswith(("audit.record", "audit.record_read")):
            return True
        if name in inside:
            if name not in seen and records(inside[name], inside, (*seen, name)):
                return True
        elif "by" in given and "check" not in name:
            return True
    return False


@pytest.mark.parametrize("path", [p for p in FILES if short(p) not in BENEATH], ids=short)
def test_an_act_is_atomic_and_recorded(path):
    inside = {node.name: node for node in functions(path)}
    for node in acts(path):
        assert is_atomic(node, inside), f"{node.name} opens no transaction"
        assert records(node, inside), f"{node.name} records nothing"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_an_act_takes_keywords_only_and_says_what_it_promises(path):
    for node in acts(path):
        assert node.args.args == [], f"{node.name} takes positional arguments"
        assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_service_knows_no_request_and_no_form(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            words = ast.unparse(node)
            assert "django.http" not in words
            assert "forms" not in words
            assert "django.contrib.messages" not in words
