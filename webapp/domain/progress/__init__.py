"""Rules of progress: competencies, ratings, gaps."""
