"""Who wrote what a draft would change, so that nobody publishes a number that only they have read.

A text is taken as a set of statements. A change is a statement that comes or goes; its author is
whoever brought the draft to where it stands now.
"""

from collections.abc import Hashable, Iterable, Mapping

Statements = frozenset[Hashable]


def statements(values: Mapping[str, object]) -> Statements:
    """Return what these fields say, piece by piece; a field that is empty says nothing.

    A list of blocks (`{"type", "value"}`, as a revision holds them) is one statement for each block
    and one for their order. The blocks' ids do not count.
    """
    said = set()
    for field, value in values.items():
        if isinstance(value, list):
            pieces = tuple((block["type"], piece(block["value"])) for block in value)
            said |= {(field, one) for one in pieces}
            value = pieces
        if value not in (None, "", ()):
            said.add((field, value))
    return frozenset(said)


def piece(value: object) -> Hashable:
    """Return a block's value without its empty parts."""
    if isinstance(value, dict):
        return frozenset((name, part) for name, part in value.items() if part)
    return value


def authors(published: Statements, drafts: Iterable[tuple[int | None, Statements]]) -> set[int]:
    """Return who made the changes that publishing the newest draft would show.

    `drafts` are (user, statements) from the newest back; a user of None is the system, which is no
    author. Whoever saves a draft again with somebody else's change in it does not become its
    author; whoever changes it back and forth does.
    """
    drafts = iter(drafts)
    newest, wanted = next(drafts)
    open_changes = dict.fromkeys(published ^ wanted, newest)
    found = set()
    for user, said in drafts:
        for change in list(open_changes):
            if (change in said) == (change in wanted):
                open_changes[change] = user
            else:
                found.add(open_changes.pop(change))
        if not open_changes:
            break
    return (found | set(open_changes.values())) - {None}
