import uuid

import django.db.models.deletion
from django.db import migrations, models


def take_language_of_quiz(apps, schema_editor):
    places = apps.get_model("quizzes", "QuizQuestion").objects
    for place in places.select_related("quiz"):
        place.locale_id, place.translation_key = place.quiz.locale_id, uuid.uuid4()
        place.save(update_fields=["locale", "translation_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0007_precheck"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="quizquestion",
            name="locale",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="quizquestion",
            name="translation_key",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(take_language_of_quiz, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="quizquestion",
            name="locale",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
                editable=False,
            ),
        ),
        migrations.AlterField(
            model_name="quizquestion",
            name="translation_key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterUniqueTogether(
            name="quizquestion", unique_together={("translation_key", "locale")}
        ),
    ]
