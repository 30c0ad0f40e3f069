"""The school's directory: pupils, staff, governors, visitors, guardians, and who is whose."""
