from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Контроль исполнения"

    def ready(self):
        from files import parents  # models are ready only now
        from jobs import kinds
        from monitoring import jobs, permissions
        from monitoring.reporting import jobs as report_jobs

        kinds.register(jobs.CODE, jobs.VIEW_PDF)
        kinds.register(report_jobs.CODE, report_jobs.REPORT_PDF)
        parents.register(permissions.can_read_evidence)
