"""What signatures are called in the audit log: by their code, which says nothing of anybody."""

from esafety.audit import objects

objects.register("signature")
