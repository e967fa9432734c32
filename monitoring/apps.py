from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Контроль исполнения"

    def ready(self):
        from files import parents  # models are ready only now
        from jobs import kinds
        from monitoring import jobs, permissions

        kinds.register(jobs.CODE, jobs.VIEW_PDF)
        parents.register(permissions.can_read_evidence)
