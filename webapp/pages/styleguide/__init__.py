"""The style guide: every component in every state, on one page for authors and developers.

It is where the face is reviewed and where a new component is drawn first. A test keeps it complete.
"""
