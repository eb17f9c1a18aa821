"""THE PRESS: values in, files out that a person takes along.

Lives here: templates as .docx and .xlsx, as Markdown and CSV, each made from the one value.
Does not live here: what a template says, who asks for it, any web framework.
Comes in: services, handing over a value. Goes out: nothing but `webapp.domain`.
"""
