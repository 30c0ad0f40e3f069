"""The school's own work between two days, counted in plain SQL apart from the product's queries."""

import json
from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from django.db import connection

from tests.reports.plain_sql import as_moment

DAYS = "school_id = %(school)s AND day BETWEEN %(first)s AND %(last)s"
BY_DAY = {
    "training.session": f"SELECT kind, COUNT(*) FROM training_session WHERE {DAYS} GROUP BY 1",
    "meeting": f"""SELECT kind, COUNT(*) FROM meetings_meeting
        WHERE {DAYS} AND closed_at IS NOT NULL GROUP BY 1""",
}
SUMS = {
    "training.attended": f"""SELECT COUNT(*) FROM training_attendance a
        JOIN (SELECT id FROM training_session WHERE {DAYS}) s ON s.id = a.session_id
        WHERE a.taken_back_at IS NULL""",
    "training.guests": f"SELECT COALESCE(SUM(guests), 0) FROM training_session WHERE {DAYS}",
    "meeting.actions": f"""SELECT COUNT(*) FROM meetings_action a JOIN (SELECT id
        FROM meetings_meeting WHERE {DAYS} AND closed_at IS NOT NULL) m ON m.id = a.meeting_id""",
    "meeting.answered": f"""SELECT COUNT(*) FROM meetings_action a JOIN (SELECT id
        FROM meetings_meeting WHERE {DAYS} AND closed_at IS NOT NULL) m ON m.id = a.meeting_id
        WHERE a.answered_at IS NOT NULL""",
}
MOMENTS = {
    "policy.reviewed": "SELECT done_at FROM reviews_review WHERE school_id = %(school)s",
    "policy.changed": """SELECT published_at FROM documents_policyrevision
        WHERE school_id = %(school)s AND number > 1""",
    "policy.material": """SELECT published_at FROM documents_policyrevision
        WHERE school_id = %(school)s AND number > 1 AND material""",
    "survey.closed": """SELECT closed_at FROM surveys_survey
        WHERE school_id = %(school)s AND closed_at IS NOT NULL""",
}
ENTRIES = """SELECT register, state, "values", made_at FROM registers_entry
    WHERE school_id = %(school)s AND state <> 'withdrawn'
    AND register <> 'monitoring-of-a-person'"""  # which is counted nowhere
# Choices that a report counts, by register.
COUNTED = {
    "filtering-changes": "what", "filtering-checks": "result", "filtering-reviews": "why",
    "monitoring-reports": "outcome",
}  # fmt: skip


def papers(*, school, first: date, last: date) -> Counter:
    """Every number of work done from the first day to the last, both included."""
    facts = {"school": school.pk, "first": first, "last": last}
    zone = ZoneInfo(school.timezone)
    found: Counter = Counter()

    def within(moment) -> bool:
        return first <= as_moment(moment).astimezone(zone).date() <= last

    with connection.cursor() as cursor:

        def rows(sql) -> list[tuple]:
            cursor.execute(sql, facts)
            return cursor.fetchall()

        for name, sql in BY_DAY.items():
            found.update({f"{name}.{kind}": n for kind, n in rows(sql)})
        for name, sql in SUMS.items():
            found[name] = rows(sql)[0][0]
        for name, sql in MOMENTS.items():
            found[name] = sum(within(at) for (at,) in rows(sql))
        for register, state, values, at in rows(ENTRIES):
            if within(at):
                found[f"register.{register}.made"] += 1
                if register in COUNTED:
                    told = json.loads(values) if isinstance(values, str) else values
                    answer = told.get(COUNTED[register])
                    found[f"register.{register}.{COUNTED[register]}.{answer}"] += 1
                    found[f"register.{register}.state.{state}"] += 1
    return found
