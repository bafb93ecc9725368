"""Help for those who write: checks before publishing, starting points."""
