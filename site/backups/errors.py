"""What is wrong with a backup, or with where it is to go."""


class BackupError(Exception):
    """Says in one sentence what is wrong; nothing has been touched."""
