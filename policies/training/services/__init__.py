"""Acts of training: sessions, attendance, needs, certificates, reminders, lists read in."""
