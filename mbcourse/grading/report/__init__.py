"""What an instructor learns from a graded assignment, as a page and as tables: ``mbcourse report``."""
