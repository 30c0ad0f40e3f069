"""The figures of a term counted once more in plain SQL, apart from the product's queries."""

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

COUNTED = "i.status NOT IN ('not_incident', 'merged')"
OPEN = "i.status IN ('submitted', 'acknowledged', 'investigating', 'in_action')"
SEEN = """i.school_id = %(school)s AND i.happened_on >= %(first)s
    AND (%(until)s IS NULL OR i.happened_on < %(until)s)"""
# What the lead does not see: whatever names those, and what somebody on the staff did.
NOT_NAMED = """ AND i.id NOT IN (SELECT p.incident_id FROM incidents_involvedperson p
                     JOIN people_person q ON q.id = p.person_id
                     WHERE q.membership_id IN ({named}))
    AND i.id NOT IN (SELECT p.incident_id FROM incidents_involvedperson p
                     WHERE p.kind = 'staff' AND p.part NOT IN ('target', 'witness'))"""
# Each child once in each incident; a name typed by hand is a child of its own.
CHILDREN = """SELECT p.incident_id, COALESCE(-p.person_id, p.id) AS who, p.id AS row_id,
        p.year_group, p.part, p.bullying_role
    FROM incidents_involvedperson p JOIN incidents_incident i ON i.id = p.incident_id
    WHERE {seen} AND {counted} AND p.kind = 'child' AND p.removed_at IS NULL"""
ALL = {
    "all": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND {counted}",
    "not_counted": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND NOT ({counted})",
    "open": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND {open}",
    "closed": "SELECT COUNT(*) FROM incidents_incident i WHERE {seen} AND i.status = 'closed'",
    "ai": """SELECT COUNT(*) FROM incidents_incident i
        WHERE {seen} AND {counted} AND i.ai_generated""",
    "children": "SELECT COUNT(*) FROM (SELECT DISTINCT incident_id, who FROM ({children}) c) x",
    "tasks": """SELECT COUNT(*) FROM incidents_task t
        JOIN incidents_incident i ON i.id = t.incident_id WHERE {seen} AND {counted}""",
    "task.late": """SELECT COUNT(*) FROM incidents_task t
        JOIN incidents_incident i ON i.id = t.incident_id
        WHERE {seen} AND {counted} AND t.state = 'open' AND t.due_on < %(today)s""",
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
    "task": """SELECT t.state, COUNT(*) FROM incidents_task t
        JOIN incidents_incident i ON i.id = t.incident_id
        WHERE {seen} AND {counted} GROUP BY 1""",
}
STAGES = {
    "eyfs": "N1 N2 R", "1": "1 2", "2": "3 4 5 6", "3": "7 8 9", "4": "10 11", "5": "12 13 14",
}  # fmt: skip
ACTIONS = ["policy_review", "parents", "site_report", "other", "community"]
SHEETS = ["disclosure", "search", "breach", "restorative", "community"]
AGENCIES = ["la", "police", "ceop", "lado", "channel", "other", "police_ceop"]


class Plain:
    """The figures of the days from `first` until `until`; `named`: as in NOT_NAMED, or `ids`: the
    incidents that are seen at all."""

    def __init__(self, *, school, first, until, named=(), ids=None, today=None):
        rule = NOT_NAMED.format(named=", ".join(str(int(pk)) for pk in named) or "0")
        if ids is not None:
            rule = f" AND i.id IN ({', '.join(str(int(pk)) for pk in ids) or '0'})"
        self.words = {"seen": SEEN + rule, "counted": COUNTED, "open": OPEN}
        self.facts = {"school": school.pk, "first": first, "until": until, "today": today}
        self.school = school
        self.terms = self.spans("schools_term")
        self.off = self.spans("schools_closure")

    def spans(self, table):
        rows = self.rows(f"SELECT starts_on, ends_on FROM {table} WHERE school_id = %(school)s")
        return [tuple(map(as_day, row)) for row in rows]

    def rows(self, sql, **facts):
        children = CHILDREN.format(**self.words)
        with connection.cursor() as cursor:
            cursor.execute(sql.format(children=children, **self.words), {**self.facts, **facts})
            return cursor.fetchall()

    def figures(self) -> Counter:
        """Every figure; noughts are not there."""
        found: Counter = Counter()
        for key, sql in ALL.items():
            found[key] = self.rows(sql)[0][0]
        for name, sql in BY.items():
            found.update({f"{name}.{code}": n for code, n in self.rows(sql)})
        for part in (self.children(), self.repeats(), self.times(), self.outside(), self.grid()):
            found.update(part)
        return found

    def children(self):
        """Years, key stages, parts and roles: by the first row of each child in an incident."""
        found, each = Counter(), defaultdict(list)
        sql = """SELECT incident_id, who, year_group, part, bullying_role
            FROM ({children}) c ORDER BY row_id"""
        for incident, who, *facts in self.rows(sql):
            each[incident, who].append(facts)
        for rows in each.values():
            year = rows[0][0] or "unknown"
            found[f"year.{year}"] += 1
            found.update(f"stage.{s}" for s, years in STAGES.items() if year in years.split())
            found[f"part.{one_part([part for _year, part, _role in rows])}"] += 1
            roles = [role for _year, _part, role in rows if role]
            found.update([f"role.{roles[0]}", "roled"] if roles else [])
        return found

    def repeats(self):
        """A child of the directory in a part in which they were in an earlier case of the year."""
        year = self.facts["first"].year - (self.facts["first"].month < 9)
        began = date(year, 9, 1)
        sql = """SELECT p.incident_id, i.happened_on, p.person_id, p.part
            FROM incidents_involvedperson p JOIN incidents_incident i ON i.id = p.incident_id
            WHERE {seen} AND {counted} AND p.kind = 'child' AND p.removed_at IS NULL
            AND p.person_id IS NOT NULL AND p.part IN ('target', 'offender', 'both')"""
        rows = self.rows(sql, first=began)
        earlier = {part: set() for part in ("target", "offender")}
        again = defaultdict(set)
        for incident, day, person, said in sorted(rows, key=lambda r: (as_day(r[1]), r[0])):
            for part in ("target", "offender"):
                if said not in (part, "both"):
                    continue
                if any(p == person and other != incident and same_year(then, as_day(day))
                       for p, other, then in earlier[part]):  # fmt: skip
                    again[incident].add((part, as_day(day)))
                earlier[part].add((person, incident, as_day(day)))
        found = Counter()
        for those in again.values():
            if next(iter(those))[1] >= self.facts["first"]:
                found["repeat"] += 1
                found.update(f"repeat.{part}" for part, _day in those)
        return found

    def times(self):
        """School days from the report until it was acknowledged, and until it was closed."""
        found = Counter()
        sql = """SELECT i.status, i.submitted_at, i.acknowledged_at, i.closed_at
            FROM incidents_incident i WHERE {seen} AND {counted}"""
        for status, sent, taken, closed in self.rows(sql):
            seen = taken or (closed if status == "closed" else None)
            n = self.school_days(sent, seen) if seen else None
            band = "not" if n is None else "day" if n <= 1 else "week" if n <= 5 else "later"
            found[f"taken.{band}"] += 1
            if status == "closed":
                n = self.school_days(sent, closed)
                found[f"ended.{'week' if n <= 5 else 'month' if n <= 20 else 'later'}"] += 1
        return found

    def school_days(self, start, end):
        zone = ZoneInfo(self.school.timezone)
        day, last = (as_moment(at).astimezone(zone).date() for at in (start, end))
        number = 0
        while day < last:
            day += timedelta(days=1)
            known = any(same_year(first, day) for first, _end in self.terms)
            there = not known or any(a <= day <= b for a, b in self.terms)
            number += day.weekday() < 5 and there and not any(a <= day <= b for a, b in self.off)
        return number

    def outside(self):
        """Referrals by agency and actions: by the newest of each sheet, and by the chronology."""
        referred, done = defaultdict(set), defaultdict(set)
        sheets = self.rows("""SELECT s.incident_id, s.kind, s.facts FROM incidents_sheet s
            JOIN incidents_incident i ON i.id = s.incident_id WHERE {seen} AND {counted}
            AND NOT EXISTS (SELECT 1 FROM incidents_sheet n WHERE n.incident_id = s.incident_id
                AND n.kind = s.kind AND n.number = s.number AND n.revision > s.revision)""")
        for incident, kind, facts in sheets:
            told = json.loads(facts) if isinstance(facts, str) else facts
            if kind == "referral":
                what = told["decision"]
                referred[incident].add(told["to"] if what == "referred" else what)
            else:
                done[incident].add(kind)
        acts = self.rows("""SELECT e.incident_id, e.action FROM incidents_entry e
            JOIN incidents_incident i ON i.id = e.incident_id
            WHERE {seen} AND {counted} AND e.kind = 'action'""")
        named = {"referred_la": "la", "advice": "advice"}
        for incident, action in acts:
            done[incident].add(action)
            referred[incident].update([named[action]] if action in named else [])
        for incident, actions in done.items():
            if "police_ceop" in actions and not referred[incident] & {"police", "ceop"}:
                referred[incident].add("police_ceop")
        found = Counter(f"referral.{code}" for codes in referred.values() for code in codes)
        found["referred"] = sum(bool(codes & set(AGENCIES)) for codes in referred.values())
        known = {*ACTIONS, *SHEETS}
        found.update(f"act.{code}" for codes in done.values() for code in codes & known)
        return found

    def grid(self):
        """Decisions that stand, about people on the record, and their actions."""
        rows = self.rows("""SELECT d.id, d.grid, m.code, m.proposed, m.taken
            FROM incidents_decision d JOIN incidents_incident i ON i.id = d.incident_id
            JOIN incidents_involvedperson p ON p.id = d.involved_id
            LEFT JOIN incidents_measure m ON m.decision_id = d.id
            WHERE {seen} AND {counted} AND p.removed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM incidents_decision n WHERE n.replaces_id = d.id)""")
        each = defaultdict(lambda: [False, False])
        for decision, grid, code, proposed, taken in rows:
            if code:
                each[decision, f"{grid}.{code}"][0] |= bool(proposed)
                each[decision, f"{grid}.{code}"][1] |= bool(taken)
        departed = {decision for (decision, _c), (p, t) in each.items() if p != t}
        found = Counter(decided=len({row[0] for row in rows}), departed=len(departed))
        found["kept"] = found["decided"] - found["departed"]
        for (_decision, action), (proposed, taken) in each.items():
            found[f"sanction.{action}.proposed"] += proposed
            found[f"sanction.{action}.taken"] += taken
            found[f"sanction.{action}.left_out"] += proposed and not taken
            found[f"sanction.{action}.added"] += taken and not proposed
        return found


def figures(**asked) -> Counter:
    return Plain(**asked).figures()


def one_part(parts: list[str]) -> str:
    if "both" in parts or ("target" in parts and "offender" in parts):
        return "both"
    return next((p for p in ("offender", "target", "witness") if p in parts), "unclear")


def as_day(value) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def as_moment(value) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("UTC"))


def same_year(one: date, other: date) -> bool:
    return one.year - (one.month < 9) == other.year - (other.month < 9)
