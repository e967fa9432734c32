from django.core.management.base import BaseCommand, CommandError

from files import upkeep_log
from lib.text import count

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    help = "Сверяет каждый сохранённый файл с записью о нём: есть ли, тот ли размер и SHA-256."

    def handle(self, *args, **options):
        seen = upkeep_log.verify()
        for title, files in (("Нет на диске", seen.lost), ("Повреждён", seen.damaged)):
            for stored in files:
                when = f"{stored.uploaded_at:%d.%m.%Y}"
                self.stdout.write(f"{title}: {stored.pk} «{stored.name}», загружен {when}")
        for stored in seen.withheld:
            verdict = stored.get_quarantine_display()
            self.stdout.write(f"В карантине: {stored.pk} «{stored.name}», {verdict}")
        for path in seen.strays:
            self.stdout.write(f"Без записи: {path}")
        self.stdout.write(
            f"Проверено {count(seen.checked, 'файл', 'файла', 'файлов')},"
            f" целы {seen.size / MEGABYTE:.1f} МБ."
            f" Нет на диске: {len(seen.lost)}. Повреждено: {len(seen.damaged)}."
            f" Без записи: {len(seen.strays)}. В карантине: {len(seen.withheld)}."
        )
        if not seen.is_good:
            raise CommandError("Восстановите перечисленные файлы из резервной копии.")
