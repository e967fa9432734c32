from django.contrib import admin
from django.contrib.auth.views import redirect_to_login

from schools.backends import is_administrator


class OporaAdminSite(admin.AdminSite):
    """Справочники: reference data behind the common sign-in."""

    site_header = site_title = "Опора: справочники"
    index_title = "Справочники"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        user = request.user
        return (
            user.is_active
            and user.is_authenticated
            and (user.is_superuser or is_administrator(user))
        )

    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next") or "/")
