"""Rules of development plans: goals, steps, states and moves."""
