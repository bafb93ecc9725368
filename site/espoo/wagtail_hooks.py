"""What belongs to all of Wagtail's admin: conflicts of two writers, the guides."""

from wagtail import hooks

from espoo import conflicts, guides
from espoo.picture_list import filter_by_permission

hooks.register("before_edit_page", conflicts.keep_both)
hooks.register("before_edit_snippet", conflicts.keep_both)
hooks.register("register_log_actions", conflicts.register)
hooks.register("register_admin_urls", lambda: guides.ADDRESSES)
hooks.register("construct_help_menu", guides.in_help_menu)
filter_by_permission()
