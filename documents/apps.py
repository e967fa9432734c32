from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Приказы"

    def ready(self):
        from documents import permissions  # models are ready only now
        from files import parents

        parents.register(permissions.can_read_order_pdf)
