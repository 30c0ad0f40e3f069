"""Who has a case besides those who read the log: referrals, stepping back, and staff concerns."""
