from wagtail import hooks

from users.viewsets import AssignRole, Delete, SetActiveState

# Later than Wagtail's own (order 0): of two actions with one name the last one registered counts.
for action in (AssignRole, Delete, SetActiveState):
    hooks.register("register_bulk_action", action, order=1)
