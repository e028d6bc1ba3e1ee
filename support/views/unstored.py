"""Pages that no browser and no cache between may keep."""

from functools import wraps


def unstored(view):
    """Forbid every cache to keep the answer; the cover relies on it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded
