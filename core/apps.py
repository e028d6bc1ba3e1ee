from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import checks, receivers  # noqa: F401, PLC0415 -- registers checks and receivers
