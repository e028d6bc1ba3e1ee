"""Another key for the same question: what is right, and why, changes places."""

from copy import deepcopy


def permuted(content: dict) -> dict:
    """Return a question that looks the same before the answer and has another key."""
    content = deepcopy(content)
    kind, options = content["kind"], content["options"]
    if kind == "ordering":
        content["options"] = options[1:] + options[:1]
    elif kind == "matching":
        rotate(options, "right", "explanation")
    elif kind == "gaps":
        for gap in options:
            gap["right"], gap["others"][0] = gap["others"][0], gap["right"]
    elif kind in {"short-answer", "number"}:
        for option in options:
            option["text"] += "7"
    else:
        rotate(options, "value", "tag", "explanation")
    return content


def rotate(options: list[dict], *names: str) -> None:
    for name in names:
        values = [option[name] for option in options]
        for option, value in zip(options, values[1:] + values[:1], strict=True):
            option[name] = value
