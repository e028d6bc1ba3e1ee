from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self):
        from courses.queries import without_closed  # noqa: PLC0415 -- models must be loaded
        from labs.queries import OpenStories  # noqa: PLC0415 -- models must be loaded

        OpenStories.register(without_closed)
