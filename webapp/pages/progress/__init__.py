"""Pages of progress: ratings, targets, the gap."""
