"""What reviews and reading are called in the audit log. Policies themselves are registered with
the documents."""

from esafety.audit import objects

objects.register("calendar")
