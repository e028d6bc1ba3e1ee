"""QTI 2 and 3: one interaction of each kind, packages, and what is refused by name."""

import io
import zipfile

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import Answer, Item, Refused, Type
from tests.quizzes.exchange.reads import answers, lost, said


def item_xml(body: str, declared: str = "", after: str = "", **attributes: str) -> bytes:
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" '
        f'title="The canoe"{told}>{declared}<itemBody>{body}</itemBody>{after}</assessmentItem>'
    ).encode()


def response(cardinality: str, base_type: str, *right: str, name="R", mapping="") -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base_type}">{correct}{mapping}</responseDeclaration>'
    )


def mapping(**worth: str) -> str:
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in worth.items())
    return f"<mapping>{entries}</mapping>"


CHOICES = """<p>Ada lends <b>the</b> canoe.</p>
<choiceInteraction responseIdentifier="R"><prompt>Until when?</prompt>
<simpleChoice identifier="A">Until four<feedbackInline>As she said.</feedbackInline></simpleChoice>
<simpleChoice identifier="B"><p>For ever</p></simpleChoice>
<simpleChoice identifier="C"><img src="a.png" alt="a clock"/></simpleChoice>
</choiceInteraction>"""


def read(data: bytes) -> Item:
    (item,) = formats.read(data, "qti21")
    return item


def test_one_choice_is_right_by_the_correct_response():
    after = '<modalFeedback identifier="B" showHide="show"><p>It ends.</p></modalFeedback>'
    item = read(item_xml(CHOICES, response("single", "identifier", "A"), after))
    assert (item.type, item.name, item.source_id) == ("single", "The canoe", "i1")
    assert item.stem == "Ada lends the canoe.\nUntil when?"
    assert answers(item) == [("Until four", 100), ("For ever", 0), ("a clock", 0)]
    assert said(item) == ["As she said.", "<p>It ends.</p>", ""]
    assert lost(item) == ["markup: <img>", "markup: <b>"]


@pytest.mark.parametrize(
    ("cardinality", "worth", "type_", "fractions"),
    [
        ("single", {"A": "2", "B": "1"}, "judgement", [100, 50, 0]),
        ("single", {"A": "1", "B": "-1"}, "single", [100, -100, 0]),
        ("multiple", {"A": "1", "B": "1", "C": "-9"}, "multiple", [50, 50, -100]),
    ],
)
def test_mapping_gives_fractions(cardinality, worth, type_, fractions):
    declared = response(cardinality, "identifier", "A", mapping=mapping(**worth))
    item = read(item_xml(CHOICES, declared))
    assert (item.type, [answer.fraction for answer in item.answers]) == (type_, fractions)


def test_several_right_choices_share_the_whole():
    item = read(item_xml(CHOICES, response("multiple", "identifier", "A", "B")))
    assert (item.type, [a.fraction for a in item.answers]) == ("multiple", [50, 50, 0])


def test_true_and_false_are_a_type_of_their_own():
    body = """<choiceInteraction responseIdentifier="R"><prompt>A yes can end.</prompt>
    <simpleChoice identifier="T">True</simpleChoice><simpleChoice identifier="F">False
    </simpleChoice></choiceInteraction>"""
    item = read(item_xml(body, response("single", "identifier", "T")))
    assert (item.type, answers(item)) == ("true-false", [("True", 100), ("False", 0)])


def test_choice_without_a_key_is_taken_and_says_so():
    item = read(item_xml(CHOICES, response("single", "identifier")))
    assert (item.type, "key" in lost(item)) == ("single", True)


def test_order_is_that_of_the_correct_response():
    body = """<orderInteraction responseIdentifier="R"><prompt>What comes first?</prompt>
    <simpleChoice identifier="A">Wait</simpleChoice><simpleChoice identifier="B">Ask</simpleChoice>
    </orderInteraction>"""
    item = read(item_xml(body, response("ordered", "identifier", "B", "A")))
    assert (item.type, [a.text for a in item.answers]) == ("ordering", ["Ask", "Wait"])


MATCH = """<matchInteraction responseIdentifier="R"><prompt>Who has what?</prompt>
<simpleMatchSet><simpleAssociableChoice identifier="A">Ada</simpleAssociableChoice>
</simpleMatchSet><simpleMatchSet>
<simpleAssociableChoice identifier="X">canoe</simpleAssociableChoice>
<simpleAssociableChoice identifier="Y">kite</simpleAssociableChoice>
</simpleMatchSet></matchInteraction>"""


def test_pairs_are_those_of_the_correct_response():
    item = read(item_xml(MATCH, response("multiple", "directedPair", "A X")))
    assert item.type == "matching"
    assert [(a.text, a.match) for a in item.answers] == [("Ada", "canoe"), ("", "kite")]


def test_pairs_without_a_key_are_refused():
    item = read(item_xml(MATCH, response("multiple", "directedPair")))
    assert (item.type, item.refusal.why) == ("matchInteraction", "key")


@pytest.mark.parametrize(("base_type", "type_"), [("string", "short-answer"), ("float", "number")])
def test_typed_answer_leaves_a_gap(base_type, type_):
    body = '<p>One and one is <textEntryInteraction responseIdentifier="R"/>.</p>'
    declared = response("single", base_type, "2", mapping=mapping(**{"2": "4", "3": "2"}))
    item = read(item_xml(body, declared))
    assert (item.type, item.stem) == (type_, "One and one is _____.")
    assert answers(item) == [("2", 100), ("3", 50)]


def test_lists_in_a_line_are_gaps():
    gap = """<inlineChoiceInteraction responseIdentifier="R{0}"><inlineChoice identifier="A">{1}
    </inlineChoice><inlineChoice identifier="B">{2}</inlineChoice></inlineChoiceInteraction>"""
    body = f"<p>It {gap.format(1, 'floats', 'sinks')} on the {gap.format(2, 'sea', 'lake')}.</p>"
    declared = response("single", "identifier", "A", name="R1")
    declared += response("single", "identifier", "B", name="R2")
    item = read(item_xml(body, declared))
    assert (item.type, item.stem) == ("gaps", "It [[1]] on the [[4]].")
    groups = [(a.text, a.group) for a in item.answers]
    assert groups == [("floats", 1), ("sinks", 1), ("sea", 2), ("lake", 2)]


def test_long_text_is_to_think_about():
    body = """<extendedTextInteraction responseIdentifier="R"><prompt>Say it.</prompt>
    </extendedTextInteraction>"""
    item = read(item_xml(body, response("single", "string")))
    assert (item.type, item.stem, item.answers) == ("reflect", "Say it.", [])


HOT = '<hottextInteraction responseIdentifier="R"><p>Say it.</p></hottextInteraction>'


@pytest.mark.parametrize(
    ("data", "construct"),
    [
        (item_xml(HOT, response("single", "identifier")), "hottextInteraction"),
        (item_xml(CHOICES + MATCH), "2 × choiceInteraction, matchInteraction"),
        (item_xml(CHOICES, adaptive="true"), "adaptive"),
        (item_xml(CHOICES, "<templateDeclaration/>"), "templateDeclaration"),
        (item_xml("<p>Read this.</p>"), "itemBody"),
    ],
)
def test_what_has_no_type_here_is_refused_by_name(data, construct):
    item = read(data)
    assert (item.refusal.why, item.refusal.what) == ("construct", construct)


def test_rule_of_the_files_own_is_named():
    rule = "<responseProcessing><setOutcomeValue><sum/></setOutcomeValue></responseProcessing>"
    item = read(item_xml(CHOICES, response("single", "identifier", "A"), rule))
    assert "left-behind: responseProcessing" in lost(item)


def test_names_of_version_3_are_read_as_those_of_version_2():
    data = b"""<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
    identifier="i3" title="The canoe"><qti-response-declaration identifier="R"
    cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value>
    </qti-correct-response></qti-response-declaration><qti-item-body>
    <qti-choice-interaction response-identifier="R"><qti-prompt>Until when?</qti-prompt>
    <qti-simple-choice identifier="A">Four</qti-simple-choice>
    <qti-simple-choice identifier="B">Five</qti-simple-choice></qti-choice-interaction>
    </qti-item-body></qti-assessment-item>"""
    assert formats.looks_like(data) == "qti30"
    (item,) = formats.read(data)
    assert (item.stem, answers(item)) == ("Until when?", [("Four", 0), ("Five", 100)])


# --- Packages -------------------------------------------------------------------------------------


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return data.getvalue()


def test_package_gives_its_items_and_passes_over_what_stands_beside_them():
    one = item_xml(CHOICES, response("single", "identifier", "A"))
    data = packed(imsmanifest=b"<manifest/>", test=b"<assessmentTest/>", items__one=one)
    assert formats.looks_like(data) == "qti21"
    assert [item.name for item in formats.read(data)] == ["The canoe"]


def test_broken_document_in_a_package_is_one_refusal():
    one = item_xml(CHOICES, response("single", "identifier", "A"))
    items = formats.read(packed(one=one, two=b"<assessmentItem>"))
    assert [(i.name, bool(i.refusal)) for i in items] == [("The canoe", False), ("two.xml", True)]


def test_document_with_a_door_refuses_the_whole_package():
    one = item_xml(CHOICES, response("single", "identifier", "A"))
    with pytest.raises(Refused, match="doctype"):
        formats.read(packed(one=one, two=b"<!DOCTYPE a><a/>"))


def test_number_with_a_tolerance_has_no_template_to_be_scored_by():
    item = Item(Type.NUMBER, "n", "s", [Answer("1", 100.0, tolerance="0.5")])
    assert [note.what for _item, note in formats.write([item], "qti21").left_out] == ["number"]
