from typing import Any

from django.db import migrations, models


def as_asked(apps: Any, schema_editor: Any) -> None:
    """Who asked for an account did so in a language; accounts the operator made have said none."""
    for request in apps.get_model("accounts", "AccountRequest").objects.exclude(user=None).order_by("pk"):
        apps.get_model("accounts", "User").objects.filter(pk=request.user_id).update(language=request.language)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_registration'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, max_length=2, verbose_name='language of mails'),
        ),
        migrations.RunPython(as_asked, migrations.RunPython.noop),
    ]
