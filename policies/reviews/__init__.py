"""Reviews of policies: reminders, the record of a review, the planner and the calendar feed."""
