"""THE MEMORY. The only room that writes SQL.

Rows stay here; values travel. Functions use a small closed set of verbs: get, find, claim (get and lock),
list_…, keep, add, remove. Only services and the composition root come in.
"""
