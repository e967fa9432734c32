import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

STAGES = [
    ("candidate", "кандидат"),
    ("declined", "не включена"),
    ("included", "включена"),
    ("supported", "поддерживается"),
    ("improving", "положительная динамика"),
    ("prolonged", "продлена"),
    ("left", "выведена"),
    ("followed", "наблюдение"),
    ("site", "учебная площадка"),
]
ACTS = [
    ("propose", "предложена"),
    ("include", "включена"),
    ("decline", "не включена"),
    ("support", "поддержка начата"),
    ("improve", "положительная динамика"),
    ("relapse", "динамика не подтвердилась"),
    ("prolong", "поддержка продлена"),
    ("leave", "выведена"),
    ("follow", "наблюдение"),
    ("open-site", "учебная площадка"),
    ("correct", "исправлено"),
    ("annul", "отменено"),
]


def tell_moves(apps, schema_editor):
    """Entries of before: they were included, and those with a last day have left since."""
    Listing = apps.get_model("schools", "SupportListing")
    Move = apps.get_model("schools", "ListingMove")
    now, moves = timezone.now(), []
    for listing in Listing.objects.all():
        entered = {"act": "include", "stage": "included", "on": listing.since, "place": 1}
        moves.append(Move(listing=listing, basis=listing.basis, at=now, **entered))
        if listing.until:
            left = {"act": "leave", "from_stage": "included", "stage": "left", "place": 2}
            day = listing.until + datetime.timedelta(days=1)
            moves.append(
                Move(listing=listing, on=day, reason=listing.reason_left, at=now, **left)
            )
    Move.objects.bulk_create(moves, batch_size=300)
    Listing.objects.exclude(until=None).update(stage="left")


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_photo_kind"),
        ("schools", "0009_partnership"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="supportlisting",
            options={
                "ordering": [
                    django.db.models.expressions.OrderBy(
                        django.db.models.expressions.F("since"), descending=True, nulls_first=True
                    ),
                    "category",
                    "pk",
                ],
                "verbose_name": "место школы в перечне",
                "verbose_name_plural": "места школ в перечнях",
            },
        ),
        migrations.RemoveConstraint(
            model_name="supportlisting", name="listing_ends_after_it_begins"
        ),
        migrations.RemoveConstraint(model_name="supportlisting", name="listing_open_once"),
        migrations.AddField(
            model_name="supportlisting",
            name="stage",
            field=models.CharField(
                choices=STAGES, default="included", max_length=10, verbose_name="стадия"
            ),
        ),
        migrations.AlterField(
            model_name="supportlisting",
            name="since",
            field=models.DateField(blank=True, null=True, verbose_name="включена с"),
        ),
        migrations.CreateModel(
            name="ListingMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="место в цепочке")),
                (
                    "act",
                    models.CharField(choices=ACTS, max_length=10, verbose_name="переход"),
                ),
                (
                    "from_stage",
                    models.CharField(
                        blank=True, choices=STAGES, max_length=10, verbose_name="из стадии"
                    ),
                ),
                (
                    "stage",
                    models.CharField(choices=STAGES, max_length=10, verbose_name="стадия"),
                ),
                ("on", models.DateField(verbose_name="с какого дня")),
                (
                    "basis",
                    models.CharField(blank=True, max_length=300, verbose_name="основание"),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="причина"),
                ),
                ("at", models.DateTimeField(verbose_name="когда записано")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто записал",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="schools.supportlisting",
                        verbose_name="место в перечне",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replaced_by",
                        to="schools.listingmove",
                        verbose_name="что отменяет или исправляет",
                    ),
                ),
            ],
            options={
                "verbose_name": "переход в перечне",
                "verbose_name_plural": "переходы в перечнях",
                "ordering": ["listing", "place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SupportTeam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, editable=False, verbose_name="версия"
                    ),
                ),
                ("order_date", models.DateField(verbose_name="дата приказа школы")),
                (
                    "order_number",
                    models.CharField(max_length=50, verbose_name="номер приказа школы"),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="школьный координатор",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="files.storedfile",
                        verbose_name="файл приказа",
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="schools.person",
                        verbose_name="члены команды",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.municipality",
                        verbose_name="муниципалитет",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="schools.school",
                        verbose_name="школа",
                    ),
                ),
            ],
            options={
                "verbose_name": "команда школы",
                "verbose_name_plural": "команды школ",
                "ordering": ["-order_date", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "order_date", "order_number"),
                        name="support_team_once",
                        violation_error_message=(
                            "Команда по этому приказу уже записана: откройте её."
                        ),
                    )
                ],
            },
        ),
        migrations.RunPython(tell_moves, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="supportlisting",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None))
                | models.Q(
                    ("since__isnull", False),
                    ("until__gte", models.F("since")),
                ),
                name="listing_ends_after_it_begins",
                violation_error_message="Дата исключения раньше даты включения.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportlisting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None))
                & models.Q(("stage", "declined"), _negated=True),
                fields=("school", "category"),
                name="listing_open_once",
                violation_error_message="Школа уже включена в этот перечень.",
            ),
        ),
    ]
