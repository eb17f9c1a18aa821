"""THE SHELF. content/ read once into frozen domain values.

Reads, checks and renders the lessons, outlines and questions; refuses them as a whole, naming file, line and
reason of every fault. Knows files and Markdown, but neither SQL nor HTTP. Services come in.
"""
