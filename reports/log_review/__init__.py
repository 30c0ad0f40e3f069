"""The incident log as it was when a log review was closed: frozen, with names, for few readers."""
