"""Standing pages, and what readers tell us."""

from duties.models.answers import Feedback, Usefulness
from duties.models.pages import AccessibilityStatementPage, FeedbackPage, StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "Feedback",
    "FeedbackPage",
    "StandardPage",
    "Usefulness",
]
