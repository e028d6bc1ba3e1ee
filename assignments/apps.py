from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "assignments"

    def ready(self):
        from assignments import receivers  # noqa: F401, PLC0415 -- connects the receivers
        from assignments.policies import module_policy  # noqa: PLC0415 -- models must be loaded
        from quizzes.policies import Policies  # noqa: PLC0415 -- models must be loaded

        Policies.register(module_policy)
