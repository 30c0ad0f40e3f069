"""What the tests of the directory share."""

from contextlib import contextmanager

import pytest

from esafety.audit import types


@pytest.fixture
def no_audit(monkeypatch):
    """Inside `with no_audit("x.y")`, events of that type cannot be written."""

    @contextmanager
    def without(kind):
        with monkeypatch.context() as patch:
            patch.delitem(types._WORDS, kind)
            with pytest.raises(types.UnknownEventType):
                yield

    return without
