from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from home import receivers  # noqa: F401, PLC0415 -- connects its signals
