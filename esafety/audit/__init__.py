"""The audit log: insert-only, hash-chained per school, without personal data.

`from esafety.audit import services as audit; audit.record(...)` is the one way to write to it;
`esafety.audit.types.register(...)` names an event type.
"""
