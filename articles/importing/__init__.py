"""Existing texts become pages: reading a text, grouping versions, building drafts."""
