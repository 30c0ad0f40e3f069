"""The one who acts: a member of a school with roles, or a named part of the system."""

from dataclasses import dataclass

from esafety.access.permissions import Permission
from esafety.access.roles import Role, permissions_of


@dataclass(frozen=True)
class Actor:
    """Who acts, in which school. Never carries a name into an audit row, only `ref`."""

    school_id: int
    user_id: int | None = None
    membership_id: int | None = None
    roles: frozenset[Role] = frozenset()
    display_name: str = ""
    system: str = ""

    @classmethod
    def for_system(cls, name: str, *, school_id: int) -> "Actor":
        """A part of the system that acts by itself, such as "notifications"."""
        if not name:
            raise ValueError("A system actor needs a name.")
        return cls(school_id=school_id, system=name)

    @property
    def is_system(self) -> bool:
        return bool(self.system)

    @property
    def ref(self) -> str:
        """How audit rows name this actor: a reference, never a person's name."""
        return f"system:{self.system}" if self.is_system else f"member:{self.membership_id}"

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles)

    def can(self, permission: Permission) -> bool:
        """Whether a role of this actor carries the permission. A system actor carries none."""
        return permission in self.permissions

    @property
    def is_pupil(self) -> bool:
        """Whether this is a pupil's own account, which holds no other role."""
        return self.roles == frozenset({Role.PUPIL})

    def has_role(self, *roles: Role) -> bool:
        return bool(self.roles.intersection(roles))
