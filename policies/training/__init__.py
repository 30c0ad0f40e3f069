"""Training: sessions, attendance, needs and who is due."""
