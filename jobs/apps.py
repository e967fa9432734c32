from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Задания"

    def ready(self):
        from files import parents  # models are ready only now
        from jobs import permissions

        parents.register(permissions.can_read_result)
