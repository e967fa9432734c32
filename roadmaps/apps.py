from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = "Дорожные карты"

    def ready(self):
        from documents import annexes  # models are ready only now
        from files import parents
        from jobs import kinds
        from roadmaps import jobs, permissions
        from roadmaps.annexes import ROADMAP_ANNEX

        annexes.register("roadmap", ROADMAP_ANNEX)
        kinds.register(jobs.CODE, jobs.ROADMAP_PDF)
        parents.register(permissions.can_read_source)
