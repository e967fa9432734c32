from django.core.management.base import BaseCommand

from letters.models import Letter, LetterState
from letters.operations import deliver


class Command(BaseCommand):
    help = "Отправляет письма, которые ждут отправки или не ушли с первого раза."

    def handle(self, **options):
        Letter.objects.filter(state=LetterState.FAILED).update(state=LetterState.WAITING)
        waiting = Letter.objects.filter(state=LetterState.WAITING).values_list("pk", flat=True)
        for pk in list(waiting):
            deliver(pk)
        self.stdout.write(f"Обработано писем: {len(waiting)}.")
