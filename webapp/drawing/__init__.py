"""THE PEN: values in, accessible SVG and its data table out.

Lives here: one module a kind, for lesson figures and page charts alike, and the marks they share.
Does not live here: reading files, choosing what to draw, words about a person, any web framework.
Comes in: pages and the catalog, handing over exact values. Goes out: nothing but `webapp.domain`.
"""
