"""PDFs that one member asks for: what each kind shows, who may have it, and how it is called."""
