"""The school's rules: sanction grids and acceptable-use tables, seeded from `seeds/`."""
