"""The named cast, and what every test needs."""

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase
from django_scopes import scope
from xdist.scheduler import LoadScopeScheduling

from esafety.access.roles import Role
from esafety.audit import triggers
from policies.meetings import freezing
from policies.surveys import releasing
from tests import migrated
from tests.factories.schools import make_member, make_school, make_terms

# Tests that share something slow to make (a served site, a whole demo) or one port stay together.
TOGETHER = ("tests/journeys", "tests/esafety/demo", "tests/esafety/jobs/test_kill",
            "tests/pdfs/test_kill", "test_run.py")  # fmt: skip

# A machine that does other work too is slow now and then: that is no fault of what is tested.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")


class OneWorkerEach(LoadScopeScheduling):
    """Gives each test to whichever worker is free, and those of TOGETHER to one."""

    def _split_scope(self, nodeid):
        return next((name for name in TOGETHER if name in nodeid), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return OneWorkerEach(config, log)


def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        migrated.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The suite's databases begin as copies of a migrated one."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template()
    else:
        connection_created.connect(_begin_migrated)


def _begin_migrated(connection, **_more):
    migrated.fill(connection.connection)


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_insert_only_tables():
    """Tests that commit are cleaned up by emptying tables; the product itself never may."""
    flush = TransactionTestCase._fixture_teardown

    def with_triggers_off(self):
        tables = triggers.protected(connection)
        for table in tables:
            triggers.unprotect(connection, table)
        freezing.thaw(connection)
        try:
            flush(self)
        finally:
            freezing.freeze(connection)
            for table in tables:
                triggers.protect(connection, table)
            releasing.release(connection)

    TransactionTestCase._fixture_teardown = with_triggers_off
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def oakfield(db):
    """Oakfield School with the terms of 2026/27; its scope is open for the whole test."""
    school = make_school()
    with scope(school=school):
        make_terms(school)
        yield school


@pytest.fixture
def brook(db):
    """Brook School; its scope is not open."""
    return make_school(name="Brook School", slug="brook", code="BRK")


@pytest.fixture
def lena(oakfield):
    """Oakfield's eSafety lead."""
    return make_member(oakfield, "Lena Larch", Role.LEAD, Role.STAFF)


@pytest.fixture
def dee(oakfield):
    """Oakfield's designated safeguarding lead."""
    return make_member(oakfield, "Dee Dogwood", Role.DSL, Role.STAFF)


@pytest.fixture
def hari(oakfield):
    """Oakfield's headteacher."""
    return make_member(oakfield, "Hari Hazel", Role.HEAD, Role.STAFF)


@pytest.fixture
def tom(oakfield):
    """A teacher at Oakfield."""
    return make_member(oakfield, "Tom Thorn", Role.STAFF)


@pytest.fixture
def gwen(oakfield):
    """A governor of Oakfield."""
    return make_member(oakfield, "Gwen Gorse", Role.GOVERNOR, kind="governor")


@pytest.fixture
def cora(oakfield):
    """The chair of Oakfield's governors."""
    return make_member(oakfield, "Cora Cedar", Role.CHAIR, kind="governor")


@pytest.fixture
def olu(oakfield):
    """In Oakfield's office."""
    return make_member(oakfield, "Olu Oak", Role.OFFICE, Role.STAFF)


@pytest.fixture
def nat(oakfield):
    """Oakfield's network manager."""
    return make_member(oakfield, "Nat Nutmeg", Role.TECHNICAL_SUPPORT, Role.STAFF)


@pytest.fixture
def boris(brook):
    """Brook's eSafety lead, who must see nothing of Oakfield."""
    with scope(school=brook):
        return make_member(brook, "Boris Birch", Role.LEAD, Role.STAFF)


@pytest.fixture
def client_of(client):
    """Sign an actor in: `client_of(lena).get(...)`."""
    from django.test import Client

    from esafety.accounts.models import User

    def sign_in(actor) -> Client:
        mine = Client()
        mine.force_login(
            User.objects.get(pk=actor.user_id),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return mine

    return sign_in
