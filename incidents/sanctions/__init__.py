"""The school's grids applied to one person in one incident: proposed, taken, departed from."""
