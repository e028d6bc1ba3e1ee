"""Pages that hold a lot of words and have to arrive on a bad network."""

import re
from functools import wraps

import brotli
from django.utils.cache import patch_vary_headers

ACCEPTS_BROTLI = re.compile(r"\bbr\b")
# No page of the help room has text whose line ends matter.
BETWEEN_LINES = re.compile(rb"\s*\n\s*")


def packed(view):
    """Send the answer as small as it goes: a sixth less than the site's gzip.

    For pages without secrets alone: what is guessed from the size of an answer (BREACH) has to be
    nothing.
    """

    @wraps(view)
    def smaller(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.content = BETWEEN_LINES.sub(b"\n", response.content)
        patch_vary_headers(response, ["Accept-Encoding"])
        if ACCEPTS_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            response.content = brotli.compress(response.content)
            response["Content-Encoding"] = "br"
        return response

    return smaller
