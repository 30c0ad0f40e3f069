"""What is rising: incidents counted over six terms, and two terms compared day for day.

Everything is counted in the database from `incidents.queries.visible_to(actor)`; no description,
name or reference is read. form -> spans -> reading -> rising (pure) -> tables -> page.
"""
