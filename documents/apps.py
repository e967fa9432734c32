from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Приказы"

    def ready(self):
        from documents import annex_kinds, jobs, permissions  # models are ready only now
        from files import parents

        annex_kinds.register_all()
        jobs.register_all()
        parents.register(permissions.can_read_order_pdf)
        parents.register(permissions.can_read_annex_file)
        parents.register(permissions.can_read_act_file)
        parents.register(permissions.can_read_order_attachment)
