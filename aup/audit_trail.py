"""What agreements are called in the audit log."""

from aup.models import Agreement
from esafety.audit import objects


def agreements(refs: set[str]) -> dict[str, str]:
    """Agreements of the school in scope by their titles."""
    codes = {ref.partition(":")[2]: ref for ref in refs}
    return {codes[a.code]: a.title for a in Agreement.objects.filter(code__in=codes)}


objects.register("agreement", names=agreements)
objects.register("ask")
objects.register("campaign")
objects.register("kiosk")
objects.register("link")
objects.register("paper_print")
objects.register("access")
objects.register("images")
objects.register("api_client")
