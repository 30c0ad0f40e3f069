"""Who may know of an absence."""

from uuid import uuid4

import pytest

from esafety.audit import objects
from tests.esafety.notices.conftest import TUESDAY, away

pytestmark = pytest.mark.usefixtures("tuesday")


def test_it_exists_for_its_member_the_deputy_and_who_manages_members(tom, nat, olu, lena, dee):
    ref = away(tom, nat).audit_ref
    knows = {a.display_name: ref in objects.seen(a, {ref}) for a in (tom, nat, olu, lena, dee)}

    assert [name.split()[0] for name, found in knows.items() if found] == ["Tom", "Nat", "Lena"]


def test_taken_back_it_is_nothing_to_the_deputy_any_more(tom, nat, lena):
    ref = away(tom, nat, ended_at=TUESDAY, ended_by="system:tests").audit_ref

    assert ref not in objects.seen(nat, {ref})
    assert ref in objects.seen(lena, {ref})
    assert objects.names([ref]) == {ref: "Tom Thorn"}


def test_what_is_no_key_is_nothing(lena):
    refs = {"absence:x", f"absence:{uuid4()}"}

    assert objects.seen(lena, refs) == {""}
