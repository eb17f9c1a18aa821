"""The field's own arithmetic, exact: what a chart computes, a lesson teaches and a question asks."""
