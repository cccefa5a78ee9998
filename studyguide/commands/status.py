"""Exit codes beside 0."""

MENDABLE = 1
"""A mistake a user can mend, or nothing is due."""
USAGE = 2
BUG = 3
"""A traceback is in a log file, whose path is on standard error."""
INTERRUPTED = 130
