from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Контроль исполнения"

    def ready(self):
        from files import parents  # models are ready only now
        from monitoring import permissions

        parents.register(permissions.can_read_evidence)
