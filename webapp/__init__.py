"""Gantry: lessons, timed practice exams and mentored plans for technical project managers."""
