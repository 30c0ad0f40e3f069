"""What entries of the guidance register are called in the audit log."""

from esafety.audit import objects
from policies.guidance.models import Guidance


def titles(refs: set[str]) -> dict[str, str]:
    """Entries of the school in scope by their titles."""
    codes = {ref.partition(":")[2]: ref for ref in refs}
    return {codes[g.code]: g.title for g in Guidance.objects.filter(code__in=codes)}


objects.register("guidance", names=titles)
