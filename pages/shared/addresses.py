"""Addresses that Streamlit does not know: the first page by its name.

The first page's address is the root, and Streamlit answers its name, /overview, with 'Page not
found'. In: a request. Out: the way to the root, filters and all.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route


def _to_the_root(request: Request) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", headers={"cache-control": "no-store"})


ROUTES = (Route("/overview", _to_the_root),)
