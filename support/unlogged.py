"""Nothing of a visit to help goes into a log."""

import logging

from core.languages import without_language

UNLOGGED = ("/help/", "/exit/", "/sw.js")
OUR_FAULT = 500


class LeaveHelpOut(logging.Filter):
    """Drop the lines Django writes of a refused or mistyped page of help: they name its address.

    Our own errors stay: somebody has to mend them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path_info", "")
        is_our_fault = getattr(record, "status_code", OUR_FAULT) >= OUR_FAULT
        return is_our_fault or not without_language(path).startswith(UNLOGGED)
