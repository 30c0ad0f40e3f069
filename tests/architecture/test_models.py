"""Every row belongs to a school, and a query outside a school's scope is an error."""

import re

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError
from django_scopes.state import state

from tests.architecture.source import PACKAGES, python_files, short

OWN = [m for m in apps.get_models() if m.__module__.split(".")[0] in PACKAGES]
# The tenant itself, people who sign in (to any school), the worker's sign of life, and the audit
# table, which has no foreign keys and a scoped manager of its own (tested beside it).
NOT_A_SCHOOLS = {"School", "User", "Heartbeat", "AuditEvent"}


def no_scope(model):
    kept = state.get()
    state.set({})
    try:
        with pytest.raises(ScopeError):
            model.objects.count()
    finally:
        state.set(kept)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWN, ids=lambda m: m.__name__)
def test_a_row_belongs_to_a_school_and_is_scoped(model):
    if model.__name__ in NOT_A_SCHOOLS - {"AuditEvent"}:
        return
    if model.__name__ != "AuditEvent":
        assert model._meta.get_field("school").remote_field.model.__name__ == "School"
        assert not model._meta.get_field("school").null
    no_scope(model)


def test_the_list_of_exceptions_names_real_models():
    assert {m.__name__ for m in OWN} >= NOT_A_SCHOOLS


def test_nothing_but_a_model_layer_goes_round_the_scope():
    """`_base_manager` is for reads across schools: sign-in, jobs, the audit chain."""
    allowed = {
        "esafety/audit/services.py",
        "esafety/audit/verify.py",
        "esafety/schools/queries.py",
    }
    using = {short(p) for p in python_files() if re.search(r"\b_base_manager\b", p.read_text())}

    assert using <= allowed


@pytest.mark.parametrize("model", OWN, ids=lambda m: m.__name__)
def test_at_and_by_come_in_pairs_with_a_constraint(model):
    fields = {f.name for f in model._meta.get_fields() if hasattr(f, "attname")}
    pairs = {name[:-3] for name in fields if name.endswith("_at")} & {
        name[:-3] for name in fields if name.endswith("_by")
    }
    nullable = {p for p in pairs if model._meta.get_field(f"{p}_at").null}
    words = " ".join(c.name for c in model._meta.constraints)

    assert {p for p in nullable if f"{p}_at_and_by" not in words} == set()
