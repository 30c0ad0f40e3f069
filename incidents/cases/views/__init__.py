"""Pages about who has a case, and about concerns over adults who work here."""
