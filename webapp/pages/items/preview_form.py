"""The form in which a question file is handed in to be looked at: as text, or as a file."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length

LONGEST = 120_000


class PreviewForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A question file: what stands in `text`, unless a file is chosen."""

    file = FileField("A file", render_kw={"accept": ".yaml,.yml"})
    text = TextAreaField(
        "Its text",
        [Length(max=LONGEST, message="Look at fewer questions at a time.")],
        render_kw={"rows": 16, "spellcheck": "false", "maxlength": LONGEST},
    )

    @property
    def name(self) -> str:
        """The name of the file, or a word for it."""
        return getattr(self.file.data, "filename", "") or "text"

    def raw(self) -> bytes:
        """What was handed in; the text area shows it from then on, to be changed and looked at again."""
        if getattr(self.file.data, "filename", ""):
            raw: bytes = self.file.data.read(4 * LONGEST)
            self.text.data = raw.decode("utf-8", errors="replace")[:LONGEST]
            return raw
        return (self.text.data or "").encode()
