import json
import shutil

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_scopes import scopes_disabled

from monitoring.demo.builder import build, build_next_year
from monitoring.demo.people import MAILBOXES, PASSWORD
from roadmaps.layouts import install_layouts
from schools.calendars import install_calendar
from schools.models import Municipality, RoleKind

FILES = settings.BASE_DIR / "fixtures" / "demo"


class Command(BaseCommand):
    help = "Учебные данные пяти муниципалитетов: загрузить, перестроить заново, показать входы."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="стереть всё и построить заново")
        parser.add_argument("--if-empty", action="store_true", help="только в пустую базу")
        parser.add_argument("--accounts", action="store_true", help="только показать входы")

    def handle(self, *, reset, if_empty, accounts, **options):
        is_empty = not Municipality.objects.exists()
        if settings.PRODUCTION:
            raise CommandError("На рабочем сервере учебные данные не загружают.")
        if not accounts and (is_empty or reset):
            self.load(reset=reset)
        elif not accounts and not if_empty:
            raise CommandError("В базе уже есть данные. Чтобы стереть их: manage.py demo --reset")
        self.show_accounts()

    def load(self, *, reset):
        """Build everything in one transaction; files of the old data are swept away."""
        if reset:
            call_command("flush", interactive=False, verbosity=0)
            shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
            settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
        install_layouts()
        install_calendar()
        # One slow hash for everybody: they share a password.
        password_hash = make_password(PASSWORD)
        with transaction.atomic(), scopes_disabled():
            next_year = (FILES / "next-year.json").read_text(encoding="utf-8")
            for path in sorted(FILES.glob("*.json")):
                if path.name != "next-year.json":
                    data = json.loads(path.read_text(encoding="utf-8"))
                    build_next_year(build(data, password_hash), next_year)

    def show_accounts(self):
        """Print one sign-in for each role."""
        slugs = list(Municipality.objects.order_by("slug").values_list("slug", flat=True))
        if not slugs:
            return
        shown = "serafimovich" if "serafimovich" in slugs else slugs[0]
        self.stdout.write(f"\nУчебные входы, пароль у всех: {PASSWORD}")
        for kind, mailbox in MAILBOXES.items():
            self.stdout.write(f"  {RoleKind(kind).label:<28}{mailbox}@{shown}.example")
        self.stdout.write(
            f"Вместо {shown} подставьте любой из муниципалитетов: {', '.join(slugs)}.\n"
        )
