"""What belongs to every page and snippet in Wagtail's admin."""

from wagtail import hooks

from espoo import conflicts

hooks.register("before_edit_page", conflicts.keep_both)
hooks.register("before_edit_snippet", conflicts.keep_both)
hooks.register("register_log_actions", conflicts.register)
