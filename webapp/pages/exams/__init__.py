"""Pages of timed exams."""
