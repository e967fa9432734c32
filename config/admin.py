from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect

from schools.backends import is_administrator

OUR_APPS = ("accounts", "letters", "roadmaps", "schools")


class OporaAdminSite(admin.AdminSite):
    """Справочники: reference data behind the common sign-in."""

    site_header = site_title = "Опора: справочники"
    index_title = "Справочники"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, models, admin_class=None, **options):
        """Our own models only: rights come from roles, and nobody reads others' second factor."""
        models = models if isinstance(models, (list, tuple)) else [models]
        own = [model for model in models if model._meta.app_label in OUR_APPS]
        super().register(own, admin_class, **options)

    # An unknown address of the section is a plain 404, not one more page to guard.
    final_catch_all_view = False

    def has_permission(self, request):
        user = request.user
        return (
            user.is_active
            and user.is_authenticated
            and (user.is_superuser or is_administrator(user))
        )

    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next") or "/")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
