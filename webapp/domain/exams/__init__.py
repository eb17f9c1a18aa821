"""Rules of timed exams: outline, form, clock, attempt, score."""
