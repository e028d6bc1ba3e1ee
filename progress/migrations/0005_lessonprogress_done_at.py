"""When a lesson was done first; of those done until now, when they were opened last is the nearest."""

from django.db import migrations, models


def remember(apps, schema_editor):
    done = apps.get_model("progress", "LessonProgress").objects.filter(state=2)
    done.update(done_at=models.F("touched_at"))


class Migration(migrations.Migration):
    dependencies = [("progress", "0004_state_of_a_place")]

    operations = [
        migrations.AddField(
            model_name="lessonprogress",
            name="done_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
