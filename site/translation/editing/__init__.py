"""What the translators' screen shows, and how it keeps what they write."""
