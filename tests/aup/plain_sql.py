"""Who must sign, who has, who refused and who is missing, counted in plain SQL from the answers
themselves: apart from the product's queries, and without the state that is kept with a question."""

from collections import Counter
from datetime import date
from typing import Any

from django.db import connection

# One parent or carer is enough, as the demonstration schools have chosen.
ROLES = """CASE
    WHEN p.kind IN ('staff', 'governor') THEN 'staff'
    WHEN p.kind = 'supply' THEN 'supply'
    WHEN p.kind = 'visitor' THEN 'visitors'
    WHEN p.kind = 'community' THEN 'community'
    WHEN p.kind = 'pupil' AND p.year_group IN ('N1', 'N2', 'R', '1', '2') THEN 'pupils_early'
    WHEN p.kind = 'pupil' AND p.year_group IN ('3', '4', '5', '6') THEN 'pupils_primary'
    WHEN p.kind = 'pupil' AND p.year_group <> '' THEN 'students'
    ELSE '' END"""
HERE = """p.school_id = %(school)s AND (p.left_on IS NULL OR p.left_on > %(today)s)
    AND (p.joined_on IS NULL OR p.joined_on <= %(today)s)"""
NEWEST_ANSWERS = """SELECT * FROM (
        SELECT w.ask_id, w.part, w.kind, ROW_NUMBER() OVER (
            PARTITION BY w.ask_id, w.part, COALESCE(w.person_id, 0) ORDER BY w.id DESC) AS place
        FROM aup_answer w) numbered WHERE place = 1"""
PER_ASK = f"""SELECT a.id, a.subject_id, a.campaign_id, a.state, g.audience, v.number,
        ROW_NUMBER() OVER (PARTITION BY a.subject_id, g.audience
                           ORDER BY v.number DESC, a.id DESC) AS place,
        SUM(CASE WHEN n.kind = 'declined' THEN 1 ELSE 0 END) AS refused,
        SUM(CASE WHEN n.kind = 'signed' AND n.part = 'parent' THEN 1 ELSE 0 END) AS by_parent,
        SUM(CASE WHEN n.kind = 'signed' AND n.part IN ('own', 'witness') THEN 1 ELSE 0 END) AS own,
        SUM(CASE WHEN n.kind = 'signed' AND n.part = 'group' THEN 1 ELSE 0 END) AS by_group
    FROM aup_ask a
    JOIN aup_agreement g ON g.id = a.agreement_id
    JOIN aup_agreementversion v ON v.id = a.version_id
    LEFT JOIN ({NEWEST_ANSWERS}) n ON n.ask_id = a.id
    WHERE a.school_id = %(school)s AND a.state <> 'superseded'
    GROUP BY a.id, a.subject_id, a.campaign_id, a.state, g.audience, v.number"""
SIGNED = """(q.refused = 0 AND CASE q.audience
    WHEN 'pupils_early' THEN q.by_parent > 0
    WHEN 'community' THEN q.by_group > 0
    WHEN 'pupils_primary' THEN q.by_parent > 0 AND q.own > 0
    WHEN 'students' THEN q.by_parent > 0 AND q.own > 0
    ELSE q.own > 0 END)"""
STANDING = f"""CASE WHEN q.id IS NULL THEN 'not asked' WHEN {SIGNED} THEN 'signed'
    WHEN q.refused > 0 THEN 'refused' ELSE 'missing' END"""
BY_ROLE = f"""SELECT x.role, x.standing, COUNT(*) FROM (
        SELECT {ROLES} AS role, {STANDING} AS standing FROM people_person p
        LEFT JOIN ({PER_ASK}) q
            ON q.subject_id = p.id AND q.place = 1 AND q.audience = {ROLES}
        WHERE {HERE}) x
    WHERE x.role <> '' GROUP BY 1, 2"""
BY_YEAR = f"""SELECT x.role, x.year, x.kind, x.standing, COUNT(*) FROM (
        SELECT {ROLES} AS role, p.year_group AS year, p.kind AS kind, {STANDING} AS standing
        FROM people_person p
        LEFT JOIN ({PER_ASK}) q
            ON q.subject_id = p.id AND q.place = 1 AND q.audience = {ROLES}
        WHERE {HERE}) x
    WHERE x.role <> '' GROUP BY 1, 2, 3, 4"""
BY_GROUP = f"""SELECT p.{{column}}, {STANDING}, COUNT(*) FROM ({PER_ASK}) q
    JOIN people_person p ON p.id = q.subject_id
    WHERE q.campaign_id = %(campaign)s GROUP BY 1, 2"""
MAY = f"""SELECT p.id FROM people_person p JOIN ({PER_ASK}) q ON q.subject_id = p.id
    AND q.place = 1 AND q.audience = {ROLES} WHERE {HERE} AND {SIGNED}"""
LISTED = f"""SELECT p.id FROM people_person p WHERE {HERE} AND p.kind <> 'guardian'"""


def by_role(school: Any, today: date) -> Counter[tuple[str, str]]:
    """(whose agreement, how it stands) -> how many people of today."""
    return _counted(BY_ROLE, {"school": school.pk, "today": today})


def by_year(school: Any, today: date) -> Counter[tuple[str, ...]]:
    """(whose agreement, year group, kind of person, how it stands) -> how many people of today."""
    with connection.cursor() as cursor:
        cursor.execute(BY_YEAR, {"school": school.pk, "today": today})
        return Counter({tuple(map(str, groups)): n for *groups, n in cursor.fetchall()})


def by_group(campaign: Any, column: str) -> Counter[tuple[str, str]]:
    """(year group, tutor group or kind, how it stands) -> how many of a campaign."""
    assert column in ("year_group", "tutor_group", "kind")
    facts = {"school": campaign.school_id, "campaign": campaign.pk}
    return _counted(BY_GROUP.format(column=column), facts)


def may_use(school: Any, today: date) -> tuple[set[int], set[int]]:
    """Who may use the school's systems today, and everybody of whom the list speaks."""
    facts = {"school": school.pk, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(MAY, facts)
        may = {pk for (pk,) in cursor.fetchall()}
        cursor.execute(LISTED, facts)
        return may, {pk for (pk,) in cursor.fetchall()}


def _counted(sql: str, facts: dict[str, Any]) -> Counter[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return Counter({(str(group), str(how)): n for group, how, n in cursor.fetchall()})
