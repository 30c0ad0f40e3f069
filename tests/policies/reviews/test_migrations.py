"""Policies, their reviews and reminders of before: on which day a review date was set, in which
mail a reminder went, and which agreements are to be signed again."""

from datetime import UTC, date, datetime

import pytest

from tests.migrating import afterwards_as_it_is, are_kept, check_insert_only, migrate, rows_of

DOCUMENTS, DATES = ("documents", "0002_insert_only"), ("documents", "0003_review_set_on")
REVIEWS, MAILS = ("reviews", "0002_insert_only"), ("reviews", "0003_mailed_as")
RENEWAL = ("reviews", "0004_renewal")
POLICIES, REVISIONS, REMINDERS = (
    "documents_policy", "documents_policyrevision", "reviews_reviewreminder",
)  # fmt: skip
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
# In England it is the first of July already.
NIGHT, THAT_DAY = datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)
NEXT = date(2027, 7, 1)


@pytest.fixture
def old(transactional_db):
    """The database as it was before both, with a school and a member."""
    with afterwards_as_it_is():
        yield Old(migrate(DOCUMENTS, REVIEWS))


class Old:
    """What stood there: made by the models of that time."""

    def __init__(self, apps):
        self.apps = apps
        self.school = self.make("schools.School", name="Oakfield", slug="oakfield", code="OAK")
        user = self.make("accounts.User", email="lena@oakfield.example")
        self.lead = self.make(
            "schools.Membership", school=self.school, user=user, display_name="Lena",
            joined_on=date(2020, 9, 1),
        )  # fmt: skip

    def make(self, model, **facts):
        return self.apps.get_model(model)._base_manager.create(**facts)

    def policy(self, code, *published, next_review_on=NEXT, state="published", **facts):
        """A policy with a revision from each of these times."""
        made = self.make(
            "documents.Policy", school=self.school, code=code, title=code.title(), number=code,
            body="headteacher", cycle="yearly", state=state, next_review_on=next_review_on,
            made_at=AT, made_by=self.lead, **facts,
        )  # fmt: skip
        for number, at in enumerate(published, start=1):
            self.make(
                "documents.PolicyRevision", school=self.school, policy=made, number=number,
                text="Words.", source="Words.", sha256="0" * 64, author_ref="member:1",
                approved_by_ref="member:2", approved_body="headteacher", approved_on=AT.date(),
                approved_how="meeting", published_at=at, published_by_ref="member:1",
            )  # fmt: skip
        return made

    def review(self, policy, number, outcome, at):
        next_on = None if outcome == "withdraw" else NEXT
        self.make(
            "reviews.Review", school=self.school, policy=policy, number=number, outcome=outcome,
            next_on=next_on, revision_number=1, begun_at=at, done_at=at, done_by=self.lead,
        )  # fmt: skip

    def reminder(self, policy, step, *, sent):
        self.make(
            "reviews.ReviewReminder", school=self.school, policy=policy, review_on=NEXT, step=step,
            sent=sent, told=[self.lead.pk] if sent else [], made_at=AT,
        )  # fmt: skip


def set_on():
    return {row["code"]: _day(row["review_set_on"]) for row in rows_of(POLICIES)}


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def test_nothing_that_was_there_is_lost_or_rewritten_on_either_way(old):
    plain = old.policy("plain", AT, NIGHT)
    old.policy("undated", AT, next_review_on=None)
    old.policy("unpublished", state="draft")
    gone = {"withdrawn_at": NIGHT, "withdrawn_by": old.lead, "state": "withdrawn"}
    old.policy("gone", AT, next_review_on=None, **gone)
    # Reviewed since: a review that changes nothing sets the date, in the school's own night.
    kept, revised = old.policy("kept", AT), old.policy("revised", AT)
    old.review(kept, 1, "no_change", NIGHT)
    old.review(revised, 1, "no_change", datetime(2026, 1, 5, tzinfo=UTC))
    old.review(revised, 2, "revise", NIGHT)
    for step, sent in ((90, True), (30, False), (7, True)):
        old.reminder(plain, step, sent=sent)
    tables = (POLICIES, REVISIONS, REMINDERS, "reviews_review")
    before = {table: rows_of(table) for table in tables}

    migrate(DATES, REVIEWS)

    assert all(are_kept(before[table], rows_of(table)) for table in tables)
    nowhere = {"undated": None, "unpublished": None, "gone": None}
    first = {"plain": THAT_DAY, "kept": AT.date(), "revised": AT.date()}
    assert set_on() == nowhere | first
    check_insert_only(REVISIONS)

    migrate(DATES, MAILS)

    assert are_kept(before[REMINDERS], rows_of(REMINDERS), but=("sent",))
    assert [row["mailed_as"] for row in rows_of(REMINDERS)] == [90, None, 7]
    assert set_on() == nowhere | first | {"kept": THAT_DAY}
    for table in (REVISIONS, REMINDERS, "reviews_review"):
        check_insert_only(table)

    apps = migrate(DATES, RENEWAL)

    revision = apps.get_model("documents.PolicyRevision")._base_manager.first()
    apps.get_model("reviews.Renewal")._base_manager.create(
        school_id=old.school.pk, revision=revision, agreements=["staff"], asked_at=AT,
        asked_by_ref="member:1",
    )  # fmt: skip
    assert all(are_kept(before[table], rows_of(table), but=("sent",)) for table in tables)
    check_insert_only("reviews_renewal")

    migrate(DOCUMENTS, REVIEWS)

    assert all(rows_of(table) == before[table] for table in tables)
    for table in (REVISIONS, REMINDERS, "reviews_review"):
        check_insert_only(table)
