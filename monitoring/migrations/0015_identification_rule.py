import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import monitoring.models.identification_rule


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0014_scale_indexes'),
        ('schools', '0008_saved_filter'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentificationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='версия')),
                ('first_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000, 'Укажите год четырьмя цифрами, например 2026.'), django.core.validators.MaxValueValidator(2099, 'Укажите год четырьмя цифрами, например 2026.')], verbose_name='действует с года')),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2000, 'Укажите год четырьмя цифрами, например 2026.'), django.core.validators.MaxValueValidator(2099, 'Укажите год четырьмя цифрами, например 2026.')], verbose_name='по год')),
                ('threshold_percent', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='доля участников ниже порога, %')),
                ('least_procedures', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='в скольких процедурах, не меньше')),
                ('years_window', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='за сколько лет подряд')),
                ('same_procedure', models.BooleanField(default=True, verbose_name='одна и та же процедура во всех этих годах')),
                ('least_participants', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='участников в процедуре, не меньше')),
                ('procedures', models.JSONField(default=monitoring.models.identification_rule.all_procedures, verbose_name='какие процедуры')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='чем установлено')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.municipality', verbose_name='муниципалитет')),
            ],
            options={
                'verbose_name': 'правило отбора',
                'verbose_name_plural': 'правила отбора',
                'ordering': ['-first_year'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'first_year'), name='identification_rule_once', violation_error_message='Правило с этого года уже есть.'), models.CheckConstraint(condition=models.Q(('last_year', None), ('last_year__gte', models.F('first_year')), _connector='OR'), name='identification_rule_ends_after_it_begins', violation_error_message='Последний год раньше первого.')],
            },
        ),
    ]
