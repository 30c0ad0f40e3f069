"""The yearly survey: anonymous answers, shown as counts."""
