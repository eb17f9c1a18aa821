"""THE RULES. Plain Python: values in, values out.

Here lives everything the product decides. No clock, no global dice, no files, no framework:
time is an argument and so is chance. Every other room may come in; this one goes nowhere.
"""
