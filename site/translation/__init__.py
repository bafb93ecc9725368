"""Which language versions of a page exist, and how they are made and kept in step."""
