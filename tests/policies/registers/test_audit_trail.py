"""Where a notice about a register leads."""

from policies.registers import audit_trail


def test_an_entry_leads_to_its_page_and_a_register_to_its_list(oakfield):
    assert audit_trail.page(oakfield, "register:GST-0003") == "/oakfield/registers/guests/3/"
    assert audit_trail.page(oakfield, "register:leavers") == "/oakfield/registers/leavers/"
