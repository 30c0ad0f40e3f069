"""What tables of rules are called in the audit log."""

from esafety.audit import objects
from policies.models import RuleTable


def tables(refs: set[str]) -> dict[str, str]:
    """Tables of the school in scope by their titles."""
    codes = {ref.partition(":")[2]: ref for ref in refs}
    return {codes[t.code]: t.title for t in RuleTable.objects.filter(code__in=codes)}


objects.register("rules", names=tables)
