"""Pages of accommodations: what is granted to people and to single attempts, and how attempts that run stand."""
