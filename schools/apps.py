from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Муниципалитеты, люди, школы"

    def ready(self):
        from accounts import audit  # models are ready only now
        from files import parents
        from schools import permissions

        parents.register_read_hook(audit.record_download)
        parents.register(permissions.can_read_programme_file)
