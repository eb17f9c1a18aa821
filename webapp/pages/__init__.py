"""THE DOORS. HTTP in, HTML out; the only room that knows Flask.

A route reads the request, opens one work, calls one service, and answers. It holds no query, no commit and no
rule. Templates are handed one frozen page object each. Nobody imports this room but the composition root.
"""
