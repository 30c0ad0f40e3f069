"""Decision charts: questions, answers and steps, kept as a table and drawn as a flowchart."""
