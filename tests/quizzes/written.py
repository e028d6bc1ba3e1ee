"""Questions as pinned content without a database, and strategies that make many of them."""

from hypothesis import strategies as st

from quizzes.marking import KINDS
from tests.factories.options import make_options

SCORED = [name for name, kind in KINDS.items() if kind.is_scored]


def written(kind: str, values: list[int] | None = None, **changes: list) -> dict:
    """Return the content of a question of a kind; `changes` replace a field of each option."""
    options = []
    for index, row in enumerate(make_options(kind, 1, values)):
        said = dict(row["value"])
        said |= {name: given[index] for name, given in changes.items()}
        if "value" in said:
            said["value"] = int(said["value"])
        options.append({"id": row["id"], **said})
    return {"kind": kind, "options": options}


def sizes(kind: str):
    """Draw the values of as many options as a kind may have."""
    of_kind = KINDS[kind]
    if kind == "multiple":
        values = st.lists(st.sampled_from([0, 1]), min_size=2, max_size=6)
        return values.filter(lambda drawn: {0, 1} <= set(drawn))
    if kind in {"judgement", "short-answer", "number"}:
        return st.lists(st.sampled_from([0, 1]), min_size=1, max_size=5).map(lambda v: [*v, 2])
    if kind == "true-false":
        return st.permutations([0, 1])
    least = max(of_kind.least, 2)
    if kind == "single":
        return st.integers(1, 5).flatmap(lambda others: st.permutations([1] + [0] * others))
    return st.integers(least, of_kind.most).map(lambda size: [0] * size)


@st.composite
def questions(draw, kind: str):
    return written(kind, draw(sizes(kind)))


@st.composite
def answers(draw, content: dict):
    """Draw any answer a page of this question could send."""
    kind, options = KINDS[content["kind"]], content["options"]
    ids = [option["id"] for option in options]
    if kind.form == "order":
        return draw(st.permutations(ids))
    if kind.form == "text":
        return [draw(st.sampled_from([*(o["text"] for o in options), "8.7", "99"]))]
    if kind.form in {"match", "gaps"}:
        return [draw(st.sampled_from(list(kind.values(content, part)))) for part in options]
    most = len(ids) if kind.takes_several else 1
    return draw(st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True))
