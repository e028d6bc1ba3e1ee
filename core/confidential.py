"""Keeping careful and private pages out of every cache and every search engine (decision 2)."""

from django.http import HttpResponse

from core.enums import Sensitivity


def guard_response(response: HttpResponse, sensitivity: str) -> HttpResponse:
    """Mark a page of this sensitivity: an open one stays as it is."""
    if sensitivity != Sensitivity.OPEN:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
