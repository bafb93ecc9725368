"""A terminal that somebody watches, and the bars that were drawn on it."""

import io
import re


class Terminal(io.StringIO):
    """Takes what is written, as a terminal does."""

    def isatty(self):
        return True

    def drawn(self, what):
        """Return the percentages that were drawn of something, in their order."""
        found = re.findall(rf"\r{re.escape(what)} +█* +(\d+) %", self.getvalue())
        return [int(percent) for percent in found]
