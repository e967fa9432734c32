import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import FormKey

# A form left open overnight and sent twice in the morning is still recognised.
KEPT = datetime.timedelta(days=2)


class Command(BaseCommand):
    help = "Удаляет ключи давно отправленных форм вместе с сохранёнными ответами."

    def handle(self, **options):
        number, _ = FormKey.objects.filter(used_at__lt=timezone.now() - KEPT).delete()
        self.stdout.write(f"Удалено ключей: {number}.")
