"""All routes of timed exams together: importing a module of routes hangs them on the one blueprint."""

from __future__ import annotations

from webapp.pages.exams import blueprint, entrance_routes, practice_routes, result_routes, routes

ROUTES = (entrance_routes, practice_routes, routes, result_routes)
bp = blueprint.bp
