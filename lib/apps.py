from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "lib"

    def ready(self):
        from lib import collation, faults  # need the app registry

        collation.register()
        faults.install()
