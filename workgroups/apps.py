from django.apps import AppConfig


class WorkgroupsConfig(AppConfig):
    name = "workgroups"
    verbose_name = "Рабочие группы"

    def ready(self):
        from files import parents
        from workgroups import permissions  # models are ready only now
        from workgroups.papers.permissions import can_read_minutes_pdf

        parents.register(permissions.can_read_group_file)
        parents.register(can_read_minutes_pdf)
