from django.apps import AppConfig


class WorkgroupsConfig(AppConfig):
    name = "workgroups"
    verbose_name = "Рабочие группы"

    def ready(self):
        from documents import annex_kinds  # models are ready only now
        from files import parents
        from workgroups import annexes, permissions
        from workgroups.papers.permissions import can_read_minutes_pdf

        annex_kinds.fill_from(
            "composition", annexes.composition_rows, annexes.COMPOSITION_WORDS, by_annex=True
        )
        annex_kinds.fill_text_from("regulation", annexes.regulation_text, annexes.REGULATION_WORDS)
        parents.register(permissions.can_read_request_file)
        parents.register(permissions.can_read_group_file)
        parents.register(can_read_minutes_pdf)
