from django.contrib.admin.apps import AdminConfig


class OporaAdminConfig(AdminConfig):
    default_site = "config.admin.OporaAdminSite"
