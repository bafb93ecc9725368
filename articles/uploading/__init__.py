"""Files and pasted texts become draft articles, in the admin."""
