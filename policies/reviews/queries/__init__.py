"""Reads of the reviews of the school in scope. All of them start from the policies that exist for
the actor (`documents.queries.visible_to`)."""
