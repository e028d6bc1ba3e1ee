from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat

# What was loaded before a second language came, was English. The catalogue is named by its language
# alone, and facts named theirs already.
OWN_NAMES = ["catalog"]


def name_the_language(apps, schema_editor):
    loaded = apps.get_model("core", "LoadedContent").objects
    plain = loaded.exclude(key__contains="/").exclude(kind__in=OWN_NAMES)
    plain.update(key=Concat(Value("en/"), F("key")))


class Migration(migrations.Migration):
    dependencies = [("core", "0002_epoch_row")]

    operations = [migrations.RunPython(name_the_language, migrations.RunPython.noop)]
