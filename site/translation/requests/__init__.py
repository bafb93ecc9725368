"""Requests for a translation: who is asked, by when, for how many words."""
