"""Log reviews and committee meetings: agenda, attendance, decisions, actions."""
