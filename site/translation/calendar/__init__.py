"""The calendar of the admin: what is scheduled, due and to come, month by month."""
