"""Events about reports exist for those for whom the report does."""

from esafety.audit import objects


def test_events_of_a_report(report, lena, hari, gwen):
    refs = {"report:2026-1", "report:2026-2"}

    assert objects.seen(lena, refs) == {"", "report:2026-1"}
    assert objects.seen(gwen, refs) == {""}


def test_events_of_an_annex_are_its_makers(annex, lena, hari, dee, cora):
    assert annex.audit_ref in objects.seen(hari, {annex.audit_ref})
    for actor in (lena, dee, cora):
        assert objects.seen(actor, {annex.audit_ref}) == {""}
