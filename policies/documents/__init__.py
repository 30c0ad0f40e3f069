"""Written policies: their revisions, consultation, approval, publication and who has read them."""
