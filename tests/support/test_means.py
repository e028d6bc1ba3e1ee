"""One way to reach a service: words, number, link."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from support.blocks import MeansBlock
from support.components import words_of
from support.means import Means, host_of, names_a_number, why_means_does_not_fit

NEEDS_NUMBER = "A call or text message needs a number and no address."
NEEDS_ADDRESS = "A website or chat needs an address that starts with https://."
NEEDS_EMAIL = "An email needs an email address and no number."
BAD_NUMBER = "A number may hold digits, spaces, +, * and # only."


@pytest.mark.parametrize(
    ("means", "words", "href"),
    [
        (Means("phone", "Call", "0800 1111"), "Call 0800 1111", "tel:08001111"),
        (Means("phone", "Call", "#8891"), "Call #8891", "tel:%238891"),
        (Means("phone", "Dial", "*120*7867#"), "Dial *120*7867#", "tel:*120*7867%23"),
        (Means("sms", "Text HOME to", "741741"), "Text HOME to 741741", "sms:741741"),
        (Means("chat", "WhatsApp", "+49 1573 5998143"), "WhatsApp +49 1573 5998143", ""),
        (
            Means("web", "Read more", address="https://a.example/"),
            "Read more",
            "https://a.example/",
        ),
        (Means("email", "Write", address="a@b.example"), "Write", "mailto:a@b.example"),
    ],
)
def test_means_say_what_to_do_and_link_to_it(means, words, href):
    assert why_means_does_not_fit(means) == ""
    shown = BeautifulSoup(words_of(means), "html.parser").get_text()
    assert (" ".join(shown.split()), means.href) == (words, href)


def test_a_number_never_breaks_over_two_lines_and_runs_from_left_to_right():
    words = words_of(Means("phone", "Call <us> on", "0800 1111"))
    assert words == 'Call &lt;us&gt; on <bdi dir="ltr">0800\u00a01111</bdi>'


@pytest.mark.parametrize(
    ("means", "refusal"),
    [
        (Means("fax", "Fax", "123"), "“fax” is no kind of means."),
        (Means("phone", " ", "123"), "Say in words what to do, for example “Call”."),
        (Means("phone", "Call 999", "999"),
         "A number stands in its own field, never in the words before it."),
        (Means("phone", "Call", "0800-1111"), BAD_NUMBER),
        (Means("phone", "Call", "(61) 9610"), BAD_NUMBER),
        (Means("phone", "Call", "999 or 112"), BAD_NUMBER),
        (Means("phone", "Call", "٩٩٩"), BAD_NUMBER),
        (Means("chat", "WhatsApp", "call me"), BAD_NUMBER),
        (Means("phone", "Call"), NEEDS_NUMBER),
        (Means("phone", "Call", "+ #"), NEEDS_NUMBER),
        (Means("sms", "Text", "999", "https://a.example/"), NEEDS_NUMBER),
        (Means("web", "Open"), NEEDS_ADDRESS),
        (Means("web", "Open", "999", "https://a.example/"), NEEDS_ADDRESS),
        (Means("web", "Open", address="javascript:alert(1)"), NEEDS_ADDRESS),
        (Means("web", "Open", address="//a.example/"), NEEDS_ADDRESS),
        (Means("web", "Open", address="https://"), NEEDS_ADDRESS),
        (Means("web", "Open", address="https://[a/"), NEEDS_ADDRESS),
        (Means("chat", "Chat", address="a.example"), NEEDS_ADDRESS),
        (Means("email", "Write", address="a at b"), NEEDS_EMAIL),
    ],
)  # fmt: skip
def test_means_that_cannot_be_right_are_refused(means, refusal):
    assert why_means_does_not_fit(means) == refusal


@given(st.text(alphabet="0123456789+*# -().x/\n", max_size=20))
def test_a_number_is_accepted_only_if_every_sign_can_be_dialled(number):
    means = Means("phone", "Call", number)
    is_dialled = re.fullmatch(r"[0-9+*# ]+", number) and any(map(str.isdigit, number))
    assert (why_means_does_not_fit(means) == "") == bool(is_dialled)
    if is_dialled:
        assert re.fullmatch(r"tel:(?:[0-9+*]|%23)+", means.href)


@pytest.mark.parametrize(
    ("text", "names_one"),
    [
        ("Call 0800 1111.", True),
        ("Dial 999.", True),
        ("0120-99-7777", True),
        ("From 5 to 25.", False),
        ("Every day 16:00 to 21:00.", False),
        ("In 53 languages. 18 of them by phone.", False),
    ],
)
def test_a_number_in_a_text_is_noticed(text, names_one):
    assert names_a_number(text) == names_one


def test_a_host_is_read_or_empty():
    assert [host_of("https://www.a.example/b"), host_of("a line"), host_of("http://[a")] == [
        "www.a.example", "", "",
    ]  # fmt: skip


def test_the_block_refuses_what_the_rule_refuses():
    block = MeansBlock()
    good = block.to_python({"kind": "phone", "label": "Call", "number": "116 123", "address": ""})
    assert block.clean(good).means == Means("phone", "Call", "116 123")
    bad = block.to_python({"kind": "phone", "label": "Call", "number": "", "address": ""})
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(bad)
    assert refusal.value.as_json_data() == {"messages": [NEEDS_NUMBER]}
