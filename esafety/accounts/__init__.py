"""People who sign in: the user, sign-in by django-allauth, invitations, the idle lock."""
