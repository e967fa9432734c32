from accounts.audit import remember_address


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
