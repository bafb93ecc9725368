"""Checks of a translation against its original: what may be wrong, never a refusal."""
