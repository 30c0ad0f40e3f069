"""Shape and wording of tasks and of the clocks."""
