from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "lib"

    def ready(self):
        from lib import collation  # needs the app registry

        collation.register()
