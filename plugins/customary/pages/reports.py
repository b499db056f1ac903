"""The JSON files that a built site carries, for reminders and dashboards. They depend on no clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from customary.pages.build import Build
from customary.pages.coverage import Coverage, coverage_json
from customary.playbook.complaints import learning, learning_json
from customary.playbook.survey import gaps_json


def site_reports(build: Build) -> dict[str, Any]:
    """Each file by its path in the site; a playbook without pages of a kind gets none."""
    site = build.read.site
    if not any(page.kind != "page" for page in site.book.pages):
        return {}
    found: dict[str, Any] = {"playbook/review.json": _reviews(build)}
    if site.coverage is not None:
        found["playbook/coverage.json"] = coverage_json(_from_the_site(site.coverage))
    if site.complaints is not None:
        found["playbook/learning.json"] = learning_json(learning(site.complaints))
    if site.gaps is not None:
        found["playbook/gap.json"] = gaps_json(site.gaps)
    return found


def _from_the_site(found: Coverage) -> Coverage:
    """The same with paths that don't depend on where the build ran: below docs/, or file and folder."""
    return Coverage(
        {
            id: tuple(replace(use, path=use.src or "/".join(use.path.split("/")[-2:])) for use in uses)
            for id, uses in found.uses.items()
        }
    )


def _reviews(build: Build) -> dict[str, Any]:
    pages = [page for page in build.read.site.book.pages if page.review_due]
    pages.sort(key=lambda page: (page.review_due, page.src))
    return {
        "version": 1,
        "pages": [
            {
                "path": page.src,
                "title": page.title,
                "owner": page.owner,
                "reviewed": page.reviewed.isoformat() if page.reviewed else None,
                "due": page.review_due.isoformat() if page.review_due else None,
            }
            for page in pages
        ],
    }
