"""The memory: what was translated before, offered where it may be of use again."""
