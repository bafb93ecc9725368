"""Pages out of the site, as text, data and files, and back into this or another one."""
