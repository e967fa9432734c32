from django.apps import AppConfig
from django.conf import settings


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Муниципалитеты, люди, школы"

    def ready(self):
        from accounts import audit  # models are ready only now
        from files import parents
        from jobs import kinds
        from schools import checks, permissions
        from schools.programmes import links

        checks.refuse_unknown_roles(settings.SECOND_FACTOR_ROLES)
        kinds.register(links.CODE, links.SITE_LINKS)
        parents.register_read_hook(audit.record_download)
        parents.register(permissions.can_read_programme_file)
        parents.register(permissions.can_read_partnership_file)
        parents.register(permissions.can_read_table_file)
        parents.register(permissions.can_read_team_file)
