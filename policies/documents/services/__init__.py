"""The acts on policies: writing, consulting, the moves from state to state, the blanks."""
