"""The overview: every text, and where each of its languages stands."""
