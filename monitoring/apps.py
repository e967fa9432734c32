from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Контроль исполнения"

    def ready(self):
        from documents import annex_kinds  # models are ready only now
        from files import parents, upkeep_log
        from jobs import kinds
        from monitoring import file_safety, jobs, permissions
        from monitoring.reporting import jobs as report_jobs
        from monitoring.visits.annex import FILLED_WITH, visits_to_approve

        annex_kinds.fill_from("visits", visits_to_approve, FILLED_WITH)
        kinds.register(jobs.CODE, jobs.VIEW_PDF)
        kinds.register(report_jobs.CODE, report_jobs.REPORT_PDF)
        parents.register(permissions.can_read_evidence)
        upkeep_log.register_alarm(file_safety.tell_administrators)
