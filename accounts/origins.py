"""Which site a request comes from, by what the browser itself says of it."""

from urllib.parse import urlsplit

from django.middleware.csrf import CsrfViewMiddleware


class _Origins(CsrfViewMiddleware):
    """Django's own notion of a good origin."""

    def is_good(self, request):
        return self._origin_verified(request)


_origins = _Origins(lambda request: None)


def is_foreign(request):
    """The form stands on a page of another site, or nothing proves over HTTPS that it does not.

    Django lets no form through there without Origin or Referer: sending again would help nobody
    but a stranger who has hidden both.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site in ("cross-site", "same-site"):
        return True
    if "Origin" in request.headers:
        return not _origins.is_good(request)
    if site == "same-origin":
        return False
    if "Referer" in request.headers:
        return _site_of(request.headers["Referer"]) != (request.scheme, request.get_host())
    return request.is_secure()


def _site_of(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme, parts.netloc
