from accounts.audit import remember_address
from accounts.views import SENT_AGAIN


class SentAgainMiddleware:
    """Lets «Отправить ещё раз» through although the protection key of its page is stale.

    The page of an ended session is older than the new sign-in, which changes the key. The browser
    itself says by Sec-Fetch-Site, which no page can set, that the form stands on our own page: the
    same as the key would prove. An older browser says nothing, and one more press is asked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.headers.get("Sec-Fetch-Site") == "same-origin" and SENT_AGAIN in request.POST:
            request.csrf_processing_done = True  # CsrfViewMiddleware, the next one, asks for it


class PrivatePagesMiddleware:
    """Pages of a signed-in person are never kept by caches (reliability A12)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        remember_address(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response
