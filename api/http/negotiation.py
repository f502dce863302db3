"""Who looks with a browser gets a page: somebody who likes HTML better than JSON and names no `format`.

What a browser says of itself (User-Agent) is not looked at.
"""

from flask import Request


def page_is_wanted(request: Request) -> bool:
    """Return whether a request is answered by a page, where there is one."""
    if "text/html" not in request.environ.get("HTTP_ACCEPT", "") or request.method not in ("GET", "HEAD"):
        return False
    accepted = request.accept_mimetypes
    return "format" not in request.args and accepted["text/html"] > accepted["application/json"]
