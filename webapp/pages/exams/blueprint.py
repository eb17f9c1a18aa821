"""The blueprint that all routes of timed exams hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("exams", __name__, url_prefix="/exams")
