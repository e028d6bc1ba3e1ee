"""Items of QTI 2.1, 2.2 and 3.0 by their one interaction. Pure.

What is right comes from the mapping of the response, or from its correct response; a rule of the
file's own for scoring is not read, and is named. The names are those of QTI 2 (see `trees`).
"""

from collections.abc import Iterator
from copy import copy
from xml.etree import ElementTree

from quizzes.exchange.items import (
    FULL,
    TOLD,
    Answer,
    Item,
    Note,
    Refused,
    Type,
    Why,
    choice_type,
    number,
    refused_item,
    unique,
)
from quizzes.exchange.texts import Form, Words, feedback, plain
from quizzes.exchange.trees import Element, parsed, text_at

ITEM = "assessmentItem"
NUMBERS = {"float", "integer"}
GAP = "_____"
# What stands in a body and is no part of the question.
NOT_ASKED = {"feedbackBlock", "feedbackInline", "rubricBlock", "stylesheet"}
# What rules are made of that score as the key says.
USUAL_RULE = {
    *("responseProcessing", "responseCondition", "responseIf", "responseElse", "setOutcomeValue"),
    *("match", "variable", "correct", "baseValue", "isNull", "mapResponse"),
}


def read(data: bytes) -> Iterator[Item]:
    root = parsed(data)
    if root.tag != ITEM:
        raise Refused(Why.ROOT, root.tag)
    yield read_item(root)


def read_item(root: Element) -> Item:
    name = root.get("title") or ""
    interaction = None
    try:
        interaction = only_interaction(root)
        item = READERS[interaction.tag](Source(root, interaction))
    except Refused as refusal:
        type_ = interaction.tag if interaction is not None else refusal.note.what
        return refused_item(type_, name, refusal.note)
    # Some items ask nothing but their title.
    item.name, item.stem = name, item.stem or name
    item.source_id = root.get("identifier") or ""
    return item


def only_interaction(root: Element) -> Element:
    """Return the interaction of an item that we have a type for; raise Refused for others."""
    body = root.find("itemBody")
    found = [e for e in root.iter() if e.tag.endswith("Interaction")] if body is not None else []
    names = ", ".join(sorted({element.tag for element in found}))
    if root.get("adaptive") == "true":
        raise Refused(Why.CONSTRUCT, "adaptive")
    if root.find("templateDeclaration") is not None:
        raise Refused(Why.CONSTRUCT, "templateDeclaration")
    if not found:
        raise Refused(Why.CONSTRUCT, "itemBody")
    is_one = len(found) == 1 or {element.tag for element in found} == {"inlineChoiceInteraction"}
    if not is_one or found[0].tag not in READERS:
        raise Refused(Why.CONSTRUCT, f"{len(found)} × {names}" if len(found) > 1 else names)
    return found[0]


class Source:
    """One item: its interaction, the key of its response, and its texts; notes what is lost."""

    def __init__(self, root: Element, interaction: Element):
        self.root = root
        self.interaction = interaction
        self.lost: list[Note] = []
        self.response = self.response_of(interaction)
        self.label = (root.get("label") or "").removeprefix(TOLD)
        rule = root.find("responseProcessing")
        if rule is not None and not {element.tag for element in rule.iter()} <= USUAL_RULE:
            self.lost.append(Note(Why.LEFT_BEHIND, "responseProcessing"))

    def response_of(self, interaction: Element) -> Element:
        wanted = interaction.get("responseIdentifier")
        for declaration in self.root.iterfind("responseDeclaration"):
            if declaration.get("identifier") == wanted:
                return declaration
        raise Refused(Why.KEY, wanted)

    def right(self, response: Element | None = None) -> list[str]:
        response = self.response if response is None else response
        values = (text_at(value) for value in response.iterfind("correctResponse/value"))
        return [value for value in values if value]

    def mapped(self) -> dict[str, float]:
        entries = self.response.iterfind("mapping/mapEntry")
        return {e.get("mapKey", ""): number(e.get("mappedValue", "")) for e in entries}

    def stem(self, gaps: dict[Element, str] | None = None) -> str:
        """Return the words of the body before, in and behind the interaction.

        Of the interaction its prompt stays; `gaps` say what stands for which interaction.
        """
        body = self.root.find("itemBody")
        gaps = gaps or {self.interaction: ""}
        return self.noted(plain(inner_html(without(body, gaps)), Form.HTML))

    def words(self, element: Element) -> str:
        return self.noted(plain(inner_html(element), Form.HTML))

    def feedback_of(self, identifier: str, choice: Element | None = None) -> str:
        """Return what is said to whoever chooses an answer."""
        said = [
            element
            for element in self.root.iterfind("modalFeedback")
            if element.get("identifier") == identifier and element.get("showHide") != "hide"
        ]
        said += choice.iterfind(".//feedbackInline") if choice is not None else []
        html = "".join(inner_html(element) for element in said)
        return self.noted(feedback(html, Form.HTML))

    def noted(self, words: Words) -> str:
        self.lost += words.lost
        return words.text

    def item(self, type_: str, stem: str, answers: list[Answer]) -> Item:
        known = {c.get("identifier") for c in self.interaction.iter() if c.get("identifier")}
        others = [
            element.get("identifier", "?")
            for element in self.root.iter()
            if element.tag in {"modalFeedback", "feedbackBlock"}
            and element.get("identifier") not in known
        ]
        if others:
            self.lost.append(Note(Why.LEFT_BEHIND, f"feedback: {', '.join(unique(others))}"[:100]))
        return Item(type=type_, stem=stem, answers=answers, lost=self.lost)


def without(body: Element, gaps: dict[Element, str]) -> Element:
    """Return a copy of a body where each interaction is its prompt and what stands for it."""
    twin = ElementTree.Element(body.tag, body.attrib)
    twin.text, twin.tail = body.text, body.tail
    for child in body:
        if child in gaps:
            prompts = [laid_out(prompt) for prompt in child.findall("prompt")]
            stand_in = ElementTree.SubElement(twin, "div" if prompts else "span")
            stand_in.text, stand_in.tail = gaps[child], child.tail
            stand_in.extend(prompts)
        elif child.tag in NOT_ASKED:
            ElementTree.SubElement(twin, "span").tail = child.tail
        else:
            twin.append(without(child, gaps))
    return twin


def laid_out(element: Element) -> Element:
    """Return an element of QTI that only holds text, under the name that HTML has for it."""
    twin = copy(element)
    twin.tag = "div"
    return twin


def inner_html(element: Element) -> str:
    """Return what stands inside an element, as HTML; feedback in it stays out."""
    shell = ElementTree.Element("div")
    shell.text = element.text
    for child in element:
        if child.tag == "feedbackInline":
            ElementTree.SubElement(shell, "span").tail = child.tail
        else:
            shell.append(laid_out(child) if child.tag == "contentBody" else child)
    html = ElementTree.tostring(shell, encoding="unicode", method="html")
    return html.removeprefix("<div>").removesuffix("</div>")


# --- Interactions ---------------------------------------------------------------------------------


def read_choice(source: Source) -> Item:
    choices = source.interaction.findall("simpleChoice")
    fractions = fractions_of(source)
    answers = [
        Answer(
            text=source.words(choice),
            fraction=fractions.get(choice.get("identifier", ""), 0.0),
            feedback=source.feedback_of(choice.get("identifier", ""), choice),
        )
        for choice in choices
    ]
    type_ = choice_type(
        [answer.fraction for answer in answers],
        takes_one=source.response.get("cardinality") == "single",
        told=source.label,
    )
    if [answer.text.casefold() for answer in answers] == ["true", "false"] and type_ == Type.SINGLE:
        type_ = Type.TRUE_FALSE
    if not any(answer.fraction == FULL for answer in answers) and type_ != Type.MULTIPLE:
        source.lost.append(Note(Why.KEY))
    return source.item(type_, source.stem(), answers)


def fractions_of(source: Source) -> dict[str, float]:
    """Return the fraction of each choice, by its identifier.

    A mapping is measured by its best choice, or where several are right by their sum.
    """
    mapped, right = source.mapped(), source.right()
    takes_one = source.response.get("cardinality") == "single"
    positive = [value for value in mapped.values() if value > 0]
    if positive:
        whole = max(positive) if takes_one else sum(positive)
        return {key: max(-FULL, round(FULL * value / whole, 5)) for key, value in mapped.items()}
    share = FULL if takes_one else FULL / max(1, len(right))
    return dict.fromkeys(right, round(share, 5))


def read_order(source: Source) -> Item:
    choices = {c.get("identifier"): c for c in source.interaction.iterfind("simpleChoice")}
    right = source.right()
    if sorted(right) != sorted(map(str, choices)):
        raise Refused(Why.KEY, ", ".join(right))
    answers = [Answer(source.words(choices[key])) for key in right]
    return source.item(Type.ORDERING, source.stem(), answers)


def read_match(source: Source) -> Item:
    sets = source.interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Refused(Why.PAIR)
    left, right = (
        {c.get("identifier", ""): source.words(c) for c in one.iterfind("simpleAssociableChoice")}
        for one in sets
    )
    pairs = [tuple(pair.split()) for pair in source.right() or source.mapped()]
    if not pairs or any(len(p) != 2 or p[0] not in left or p[1] not in right for p in pairs):
        raise Refused(Why.KEY, "; ".join(" ".join(pair) for pair in pairs))
    if sorted(first for first, _second in pairs) != sorted(left):
        raise Refused(Why.PAIR)
    answers = [Answer(text=left[first], match=right[second]) for first, second in pairs]
    used = {second for _first, second in pairs}
    answers += [Answer(match=text) for key, text in right.items() if key not in used]
    return source.item(Type.MATCHING, source.stem(), answers)


def read_text_entry(source: Source) -> Item:
    # A gap in a line of its own, at the end, says no more than the field for the answer.
    stem = source.stem({source.interaction: GAP}).removesuffix(f"\n{GAP}")
    fractions = fractions_of(source)
    if not fractions:
        raise Refused(Why.KEY)
    is_number = source.response.get("baseType") in NUMBERS
    answers = [entered(source, text, worth, is_number) for text, worth in fractions.items()]
    entries = source.response.iterfind("mapping/mapEntry")
    if any(entry.get("caseSensitive") == "true" for entry in entries) and not is_number:
        source.lost.append(Note(Why.LEFT_BEHIND, "caseSensitive"))
    return source.item(Type.NUMBER if is_number else Type.SHORT_ANSWER, stem, answers)


def entered(source: Source, text: str, worth: float, is_number: bool) -> Answer:
    if is_number:
        number(text)
    said = source.feedback_of(text)
    return Answer(text=text, fraction=worth, feedback=said, tolerance="0" if is_number else "")


def read_extended_text(source: Source) -> Item:
    return source.item(Type.REFLECT, source.stem(), [])


def read_inline_choices(source: Source) -> Item:
    """Read all gaps of an item, each with its own list of choices."""
    answers: list[Answer] = []
    gaps: dict[Element, str] = {}
    gap_elements = [e for e in source.root.iter() if e.tag == "inlineChoiceInteraction"]
    for group, gap in enumerate(gap_elements, start=1):
        right = source.right(source.response_of(gap))
        place = None
        for choice in gap.iterfind("inlineChoice"):
            answers.append(Answer(source.words(choice), group=group))
            if right == [choice.get("identifier")]:
                place = len(answers)
        if place is None:
            raise Refused(Why.KEY, ", ".join(right))
        gaps[gap] = f"[[{place}]]"
    return source.item(Type.GAPS, source.stem(gaps), answers)


READERS = {
    "choiceInteraction": read_choice,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "textEntryInteraction": read_text_entry,
    "extendedTextInteraction": read_extended_text,
    "inlineChoiceInteraction": read_inline_choices,
}
