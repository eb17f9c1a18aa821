"""Pages of question reports: the reporter's side, and the queue of those who answer."""
