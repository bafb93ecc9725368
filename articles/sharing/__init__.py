"""Links to drafts, for people without an account."""
