
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0009_kinds_of_questions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen', models.CharField(blank=True, max_length=255)),
                ('confidence', models.PositiveSmallIntegerField()),
                ('points', models.PositiveSmallIntegerField()),
                ('count', models.PositiveBigIntegerField(default=0)),
                ('rest', models.PositiveBigIntegerField(default=0)),
                ('rest_squared', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Counting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='QuestionFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.SmallIntegerField(null=True)),
                ('discrimination', models.SmallIntegerField(null=True)),
                ('sure_and_wrong', models.SmallIntegerField(null=True)),
                ('in_bands', models.BooleanField(default=False)),
                ('flags', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='QuizTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=64)),
                ('is_scored', models.BooleanField()),
                ('sensitivity', models.CharField(choices=[('open', 'Open: the teacher sees scores and skills'), ('careful', 'Careful: the teacher sees finished or not'), ('private', 'Private: careful, and answers are never shown again')], max_length=10)),
                ('attempts', models.PositiveBigIntegerField(default=0)),
                ('points', models.PositiveBigIntegerField(default=0)),
                ('points_squared', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='attempt',
            name='is_tallied',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('finished_at__isnull', False), ('is_tallied', False)), fields=['id'], name='attempt_to_be_tallied'),
        ),
        migrations.AddField(
            model_name='answertally',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='quizzes.questionversion'),
        ),
        migrations.AddConstraint(
            model_name='counting',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='counting_is_one_row'),
        ),
        migrations.AddField(
            model_name='questionfigures',
            name='question',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='quizzes.question'),
        ),
        migrations.AddField(
            model_name='questionfigures',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quizzes.questionversion'),
        ),
        migrations.AddField(
            model_name='quiztally',
            name='quiz',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='quizzes.quiz'),
        ),
        migrations.AddField(
            model_name='answertally',
            name='tally',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='quizzes.quiztally'),
        ),
        migrations.AddConstraint(
            model_name='quiztally',
            constraint=models.UniqueConstraint(fields=('quiz', 'sheet', 'is_scored', 'sensitivity'), name='one_tally_a_sheet'),
        ),
        migrations.AddConstraint(
            model_name='answertally',
            constraint=models.UniqueConstraint(fields=('tally', 'version', 'chosen', 'confidence', 'points'), name='one_row_an_answer'),
        ),
    ]
