"""Items as a package of QTI 2.1. Pure.

What is right is scored by the response: all or nothing for choices, order and pairs; a judgement
gives 1, 0.5 or 0. What is said to a choice is a modal feedback that shows with it.
"""

import io
import zipfile
from collections.abc import Iterable
from html.parser import HTMLParser
from xml.etree import ElementTree

from quizzes.exchange.items import CHOICES, FULL, TOLD, Answer, Item, Note, Type, Why, gaps_of
from quizzes.exchange.texts import VOID
from quizzes.exchange.trees import Element, add, in_xml, written

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
WRITES = CHOICES | {
    Type.ORDERING,
    Type.MATCHING,
    Type.SHORT_ANSWER,
    Type.GAPS,
    Type.REFLECT,
}
RESPONSE, FEEDBACK = "RESPONSE", "FEEDBACK"


def why_not(item: Item) -> Note | None:
    """Return why QTI cannot carry an item; None where it can.

    A number has no room for its tolerance in the templates of QTI; a text cannot stand for
    anything, and what is said to one that was typed has no place.
    """
    if item.type not in WRITES:
        return Note(Why.NO_PLACE, item.type)
    if item.type == Type.SHORT_ANSWER and any("*" in answer.text for answer in item.answers):
        return Note(Why.NO_PLACE, "*")
    return None


def write(items: Iterable[Item]) -> bytes:
    """Return a package: a manifest, and a file for each item."""
    files = {f"item-{n}.xml": written(item_of(item, n)) for n, item in enumerate(items, start=1)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", written(manifest_of(files)))
        for name, data in files.items():
            package.writestr(name, data)
    return packed.getvalue()


def manifest_of(names: Iterable[str]) -> Element:
    manifest = ElementTree.Element("manifest", xmlns=PACKAGE, identifier="marram")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    for name in names:
        identifier = name.removesuffix(".xml")
        resource = add(
            resources, "resource", identifier=identifier, type="imsqti_item_xmlv2p1", href=name
        )
        add(resource, "file", href=name)
    return manifest


def item_of(item: Item, place: int) -> Element:
    root = ElementTree.Element(
        "assessmentItem",
        xmlns=NAMESPACE,
        identifier=item.source_id or f"item-{place}",
        title=in_xml(item.name),
        label=TOLD + item.type,
        adaptive="false",
        timeDependent="false",
    )
    body = ElementTree.Element("itemBody")
    if item.type == Type.GAPS:
        write_gaps(root, body, item)
    else:
        WRITERS.get(item.type, write_choices)(root, body, item)
    add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    root.append(body)
    return write_processing(root, item)


def declare(root: Element, cardinality: str, base_type: str, right: list[str], name=RESPONSE):
    declared = add(
        root, "responseDeclaration", identifier=name, cardinality=cardinality, baseType=base_type
    )
    if right:
        correct = add(declared, "correctResponse")
        for value in right:
            add(correct, "value", value)
    return declared


def interaction(body: Element, name: str, item: Item, **attributes: str) -> Element:
    paragraphs(body, item.stem)
    return add(body, name, responseIdentifier=RESPONSE, **attributes)


def paragraphs(body: Element, text: str) -> None:
    for line in text.split("\n"):
        add(body, "p", line)


def write_choices(root: Element, body: Element, item: Item) -> None:
    right = [key(n) for n, answer in numbered(item) if answer.fraction > 0]
    is_multiple = item.type == Type.MULTIPLE
    if item.type == Type.JUDGEMENT:
        right = [key(n) for n, answer in numbered(item) if answer.fraction == FULL]
    declared = declare(root, "multiple" if is_multiple else "single", "identifier", right)
    if item.type == Type.JUDGEMENT:
        add_mapping(declared, {key(n): answer.fraction for n, answer in numbered(item)})
    shuffle = "false" if item.type == Type.TRUE_FALSE else "true"
    most = "0" if is_multiple else "1"
    asked = interaction(body, "choiceInteraction", item, shuffle=shuffle, maxChoices=most)
    for place, answer in numbered(item):
        add(asked, "simpleChoice", answer.text, identifier=key(place))


def add_mapping(declared: Element, fractions: dict[str, float]) -> None:
    mapping = add(declared, "mapping", defaultValue="0")
    for text, fraction in fractions.items():
        add(mapping, "mapEntry", mapKey=in_xml(text), mappedValue=f"{fraction / FULL:g}")


def write_order(root: Element, body: Element, item: Item) -> None:
    declare(root, "ordered", "identifier", [key(n) for n, _answer in numbered(item)])
    asked = interaction(body, "orderInteraction", item, shuffle="true")
    for place, answer in numbered(item):
        add(asked, "simpleChoice", answer.text, identifier=key(place))


def write_match(root: Element, body: Element, item: Item) -> None:
    lefts = [answer.text for answer in item.answers if answer.text]
    rights = list(dict.fromkeys(answer.match for answer in item.answers))
    places = {text: f"r{n}" for n, text in enumerate(rights, start=1)}
    pairs = [(n, answer) for n, answer in numbered(item) if answer.text]
    right = [f"{key(n)} {places[answer.match]}" for n, answer in pairs]
    declare(root, "multiple", "directedPair", right)
    most = {"shuffle": "true", "maxAssociations": str(len(lefts))}
    asked = interaction(body, "matchInteraction", item, **most)
    first, second = add(asked, "simpleMatchSet"), add(asked, "simpleMatchSet")
    for place, answer in pairs:
        once = {"identifier": key(place), "matchMax": "1"}
        add(first, "simpleAssociableChoice", answer.text, **once)
    for text, place in places.items():
        add(second, "simpleAssociableChoice", text, identifier=place, matchMax="0")


def write_text_entry(root: Element, body: Element, item: Item) -> None:
    best = [answer.text for answer in item.answers if answer.fraction == FULL]
    declared = declare(root, "single", "string", best[:1])
    add_mapping(declared, {answer.text: answer.fraction for answer in item.answers})
    paragraphs(body, item.stem)
    add(add(body, "p"), "textEntryInteraction", responseIdentifier=RESPONSE)


def write_extended_text(root: Element, body: Element, item: Item) -> None:
    declare(root, "single", "string", [])
    interaction(body, "extendedTextInteraction", item)


def write_gaps(root: Element, body: Element, item: Item) -> None:
    """Write each gap as a list of its own, in the line where it stands."""
    gaps = gaps_of(item)
    for line in item.stem.split("\n"):
        paragraph = add(body, "p")
        for place, part in enumerate(line.split("[[")):
            number, marks, rest = part.partition("]]")
            if place and marks and number.isdigit():
                add_gap(paragraph, item, int(number), gaps).tail = in_xml(rest)
            else:
                paragraph.text = in_xml((paragraph.text or "") + part)
    for number, right in enumerate(gaps, start=1):
        declare(root, "single", "identifier", [key(right)], name=f"{RESPONSE}{number}")


def add_gap(paragraph: Element, item: Item, right: int, gaps: list[int]) -> Element:
    name = f"{RESPONSE}{gaps.index(right) + 1}"
    gap = add(paragraph, "inlineChoiceInteraction", responseIdentifier=name, shuffle="true")
    group = item.answers[right - 1].group
    for place, answer in numbered(item):
        if answer.group == group:
            add(gap, "inlineChoice", answer.text, identifier=key(place))
    return gap


WRITERS = {
    Type.ORDERING: write_order,
    Type.MATCHING: write_match,
    Type.SHORT_ANSWER: write_text_entry,
    Type.REFLECT: write_extended_text,
}


def numbered(item: Item) -> list[tuple[int, Answer]]:
    return list(enumerate(item.answers, start=1))


def key(place: int) -> str:
    return f"c{place}"


# --- Scoring and feedback -------------------------------------------------------------------------


def write_processing(root: Element, item: Item) -> Element:
    """Append how the item is scored; where answers have feedback, the rule shows it too."""
    if item.type in {Type.REFLECT, Type.GAPS}:
        return root
    is_mapped = item.type in {Type.JUDGEMENT, Type.SHORT_ANSWER}
    if item.type not in CHOICES or not any(answer.feedback for answer in item.answers):
        template = "map_response" if is_mapped else "match_correct"
        add(root, "responseProcessing", template=TEMPLATES + template)
        return root
    cardinality = "multiple" if item.type == Type.MULTIPLE else "single"
    declared = ElementTree.Element(
        "outcomeDeclaration", identifier=FEEDBACK, cardinality=cardinality, baseType="identifier"
    )
    root.insert(list(root).index(root.find("itemBody")), declared)
    processing = add(root, "responseProcessing")
    write_score(processing, is_mapped=is_mapped)
    add(set_outcome(processing, FEEDBACK), "variable", identifier=RESPONSE)
    for place, answer in numbered(item):
        if answer.feedback:
            named = {"outcomeIdentifier": FEEDBACK, "identifier": key(place), "showHide": "show"}
            fill(add(root, "modalFeedback", **named), answer.feedback)
    return root


def write_score(processing: Element, *, is_mapped: bool) -> None:
    if is_mapped:
        add(set_outcome(processing, "SCORE"), "mapResponse", identifier=RESPONSE)
        return
    condition = add(processing, "responseCondition")
    for branch, score in (("responseIf", "1"), ("responseElse", "0")):
        then = add(condition, branch)
        if branch == "responseIf":
            match = add(then, "match")
            add(match, "variable", identifier=RESPONSE)
            add(match, "correct", identifier=RESPONSE)
        add(set_outcome(then, "SCORE"), "baseValue", score, baseType="float")


def set_outcome(parent: Element, name: str) -> Element:
    return add(parent, "setOutcomeValue", identifier=name)


def fill(element: Element, html: str) -> None:
    """Put clean HTML below an element as elements."""
    filler = _Filler(element)
    filler.feed(html)
    filler.close()


class _Filler(HTMLParser):
    def __init__(self, element: Element):
        super().__init__(convert_charrefs=True)
        self.open = [element]

    def handle_starttag(self, tag, attrs):
        child = ElementTree.SubElement(
            self.open[-1], tag, {name: in_xml(value or "") for name, value in attrs}
        )
        if tag not in VOID:
            self.open.append(child)

    def handle_endtag(self, tag):
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data):
        parent, data = self.open[-1], in_xml(data)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
