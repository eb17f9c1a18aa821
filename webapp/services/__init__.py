"""THE VERBS. One function per thing a person can do, one module per subject.

A service opens nothing and commits nothing: it is handed a Work, takes values from the store and the
catalogue, lets the domain decide, and keeps the outcome. It knows neither HTTP nor SQL.
Pages and the command line come in.
"""
