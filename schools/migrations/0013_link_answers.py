
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0012_appraisal'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='answer',
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='ответ страницы'),
        ),
        migrations.AddField(
            model_name='publication',
            name='answered_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='когда ответила'),
        ),
        migrations.AddField(
            model_name='publication',
            name='opens',
            field=models.BooleanField(editable=False, null=True, verbose_name='страница открывается'),
        ),
    ]
