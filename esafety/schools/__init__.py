"""The tenant: schools, who belongs to them in which roles, their terms and their clock."""
