"""Texts that exist in several languages, side by side, until they belong together."""
