from django.core.management.base import BaseCommand

from letters.models import Letter
from letters.operations import deliver


class Command(BaseCommand):
    help = "Отправляет письма, которым пришло время: новые и те, что не ушли с прошлого раза."

    def handle(self, **options):
        due = list(Letter.objects.due().order_by("pk").values_list("pk", flat=True))
        for pk in due:
            deliver(pk)
        self.stdout.write(f"Обработано писем: {len(due)}.")
