from typing import Any

from django.db import migrations, models
from django.db.models import F


def as_loaded(apps: Any, schema_editor: Any) -> None:
    """Versions nobody saved were loaded; the ids of tables begin with their State from now on."""
    apps.get_model("directory", "Version").objects.filter(saved_by=None).update(loaded=True)
    for authority in apps.get_model("directory", "Authority").objects.filter(source_id__startswith="table:"):
        own = authority.source_id.removeprefix("table:")
        authority.source_id = f"table:{authority.state}:{own}"[:200]
        authority.save(update_fields=["source_id"])


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='version',
            name='loaded',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(as_loaded, migrations.RunPython.noop),
    ]
