from django.core.management.base import BaseCommand

from letters.operations import deliver_due


class Command(BaseCommand):
    help = "Отправляет письма, которым пришло время: новые и те, что не ушли с прошлого раза."

    def handle(self, **options):
        self.stdout.write(f"Обработано писем: {deliver_due()}.")
