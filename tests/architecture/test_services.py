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


def reaches_audit(node, inside, seen=()):
    """Whether the function calls audit.record, itself or through a function of the same file."""
    for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
        name = ast.unparse(call.func)
        if name.endswith(("audit.record", "audit.record_read")) or (
            "by" in {k.arg for k in call.keywords} and name not in inside
        ):
            return True
        if name in inside and name not in seen and reaches_audit(inside[name], inside, (*seen, name)):
            return True
    return False


@pytest.mark.parametrize("path", [p for p in FILES if short(p) not in BENEATH], ids=short)
def test_an_act_is_atomic_and_recorded(path):
    inside = {node.name: node for node in functions(path)}
    for node in acts(path):
        decorators = {ast.unparse(d) for d in node.decorator_list}
        assert any("atomic" in d for d in decorators), f"{node.name} opens no transaction"
        assert reaches_audit(node, inside), f"{node.name} records nothing"


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
