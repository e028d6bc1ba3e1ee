from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self):
        from quizzes import receivers  # noqa: F401, PLC0415 -- connects the receivers
