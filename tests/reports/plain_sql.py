"""The figures of a term counted once more in plain SQL, apart from the product's queries."""

from collections import Counter

from django.db import connection

COUNTED = "i.status NOT IN ('not_incident', 'merged')"
SEEN = """i.school_id = %(school)s AND i.happened_on >= %(first)s
    AND (%(until)s IS NULL OR i.happened_on < %(until)s)
    AND i.id NOT IN (SELECT p.incident_id FROM incidents_involvedperson p
                     JOIN people_person q ON q.id = p.person_id
                     WHERE q.membership_id IN ({named}))
    AND i.id NOT IN (SELECT p.incident_id FROM incidents_involvedperson p
                     WHERE p.kind = 'staff' AND p.part NOT IN ('target', 'witness'))"""
ALL = {
    "all": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND {counted}",
    "not_counted": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND NOT ({counted})",
    "open": """SELECT COUNT(*) FROM incidents_incident i WHERE {seen}
        AND i.status IN ('submitted', 'acknowledged', 'investigating', 'in_action')""",
    "closed": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND i.status = 'closed'",
    "children": """SELECT COUNT(*) FROM (SELECT DISTINCT p.incident_id, COALESCE(-p.person_id, p.id)
        FROM incidents_involvedperson p JOIN incidents_incident i ON i.id = p.incident_id
        WHERE {seen} AND {counted} AND p.kind = 'child' AND p.removed_at IS NULL) x""",
}
BY = {
    "place": """SELECT i.place, COUNT(*) FROM incidents_incident i
        WHERE {seen} AND {counted} GROUP BY 1""",
    "outcome": """SELECT i.outcome, COUNT(*) FROM incidents_incident i
        WHERE {seen} AND i.status = 'closed' GROUP BY 1""",
    "type": """SELECT t.code, COUNT(DISTINCT i.id) FROM incidents_incident i
        JOIN incidents_incident_types m ON m.incident_id = i.id
        JOIN incidents_incidenttype t ON t.id = m.incidenttype_id
        WHERE {seen} AND {counted} GROUP BY 1""",
    "group": """SELECT t."group", COUNT(DISTINCT i.id) FROM incidents_incident i
        JOIN incidents_incident_types m ON m.incident_id = i.id
        JOIN incidents_incidenttype t ON t.id = m.incidenttype_id
        WHERE {seen} AND {counted} GROUP BY 1""",
    "year": """SELECT x.year, COUNT(*) FROM (SELECT DISTINCT p.incident_id,
            COALESCE(-p.person_id, p.id) AS who,
            CASE WHEN p.year_group = '' THEN 'unknown' ELSE p.year_group END AS year
        FROM incidents_involvedperson p JOIN incidents_incident i ON i.id = p.incident_id
        WHERE {seen} AND {counted} AND p.kind = 'child' AND p.removed_at IS NULL) x GROUP BY 1""",
}


def figures(*, school, first, until, named) -> Counter:
    """Every figure of a term but what names one of the members `named`, and what is about something
    that a member of staff did, which the lead does not see. Noughts are not there."""
    facts = {"school": school.pk, "first": first, "until": until}
    seen = SEEN.format(named=", ".join(str(int(pk)) for pk in named) or "0")
    found: Counter = Counter()
    with connection.cursor() as cursor:
        for key, sql in ALL.items():
            cursor.execute(sql.format(seen=seen, counted=COUNTED), facts)
            found[key] = cursor.fetchone()[0]
        for name, sql in BY.items():
            cursor.execute(sql.format(seen=seen, counted=COUNTED), facts)
            found.update({f"{name}.{code}": n for code, n in cursor.fetchall()})
    return found
