"""Calling reviews, recording them, reminding of them; reading and understanding; calendars."""
