from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "progress"

    def ready(self):
        from progress import receivers  # noqa: F401, PLC0415 -- connects the receivers
