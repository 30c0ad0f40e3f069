"""Who may do what: roles, permissions and the marks each view carries. Pure code, no models."""
