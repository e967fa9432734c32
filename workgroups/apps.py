from django.apps import AppConfig


class WorkgroupsConfig(AppConfig):
    name = "workgroups"
    verbose_name = "Рабочие группы"

    def ready(self):
        from files import parents
        from workgroups import permissions  # models are ready only now

        parents.register(permissions.can_read_minutes_pdf)
