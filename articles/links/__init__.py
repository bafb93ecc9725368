"""Links that lead nowhere, and what nothing leads to."""
