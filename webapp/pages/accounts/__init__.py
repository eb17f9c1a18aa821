"""Pages of accounts: the door, registering, passwords, one's own account, and the people of the school."""
