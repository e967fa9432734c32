from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = "Дорожные карты"

    def ready(self):
        from documents import annexes  # models are ready only now
        from files import parents
        from roadmaps import permissions
        from roadmaps.annexes import ROADMAP_ANNEX

        annexes.register("roadmap", ROADMAP_ANNEX)
        parents.register(permissions.can_read_source)
