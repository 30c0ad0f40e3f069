"""The life of a governor report beside its steps: names, reading, corrections, the log since."""

from tests.architecture.row import A_DRAFT, DRAFTERS, Row

TABLE: dict[str, Row] = {
    "reports:names": A_DRAFT,
    "reports:take_over": DRAFTERS,
    "reports:correct": DRAFTERS,
    "reports:drop_correction": DRAFTERS,
    "reports:log_since": A_DRAFT,
    "reports:confirm_read": A_DRAFT,  # nothing is published: who reads finds nothing
}
