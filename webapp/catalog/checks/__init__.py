"""THE SIEVE. What makes content unfit beyond the shape of each file.

Every check is a function from all drafts to faults, each with file and line. A check knows nothing of the others and
changes nothing; loader.py calls them all.
"""
