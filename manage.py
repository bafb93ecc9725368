#!/usr/bin/env python
"""Run Django's commands with site/ on the import path (docs/architecture.md)."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoo.settings")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
