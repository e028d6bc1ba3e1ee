"""What learners' texts never say: words that hurt, and statements that are often taught and wrong.

Each is a pattern with a text that it must find and the reason, so that none of them can go blind.
"""

import re
from dataclasses import dataclass

# What a service calls itself stays as it is.
OWN_NAMES = re.compile("Revenge Porn Helpline")


@dataclass(frozen=True)
class Refused:
    """A pattern (any case), a text it finds, and why that text is not for learners."""

    pattern: str
    example: str
    reason: str

    def is_in(self, text: str) -> bool:
        return re.search(self.pattern, OWN_NAMES.sub("", text), re.IGNORECASE) is not None


WORDS = (
    Refused(
        r"\b(revenge|involuntary|non-consensual|child|kiddie|AI|self-produced)[ -]porn",
        "It is called revenge porn.",
        "it is abuse, not porn, and the motive is not always revenge",
    ),
    Refused(r"\bleaked nudes?\b|\bgot leaked\b", "Her picture got leaked.", "someone shared it"),
    Refused(r"\blost control of\b", "She lost control of it.", "someone shared it"),
    Refused(r"\bcommit(s|ted)? suicide", "He committed suicide.", "it sounds like a crime"),
    Refused(r"\b(fell for|got caught)\b", "She fell for it.", "it blames the person targeted"),
    Refused(r"\baccuser|\balleged\b", "The alleged victim.", "it doubts the person targeted"),
    Refused(r"\bsnitch", "Nobody likes a snitch.", "to tell is to help"),
    Refused(r"\bunhackable\b", "Passkeys are unhackable.", "nothing is"),
    Refused(r"\bshould(n[’']t| not)? have\b", "You should have known.", "it blames"),
    Refused(r"\bwhy did you (send|share|take)\b", "Why did you send it?", "it blames"),
    Refused(r"\b(just|simply|obviously|of course)\b", "Just say no.", "for some it is not easy"),
    Refused(r"!", "Act now!", "it hurries"),
    Refused(
        r"\b(hurry up|act now|immediately|before it is too late)\b",
        "Hurry up, act now.",
        "it hurries",
    ),
)
STATEMENTS = (
    Refused(
        r"\byou (will|can|may|could) be (prosecuted|arrested|charged|put on)|\bcriminal record\b",
        "If you send a nude you will be prosecuted.",
        "possible in law, guidance is against it, and it keeps people from asking for help",
    ),
    Refused(
        r"\bit is (legal|allowed|fine)\b.*\b(your own|my own)\b",
        "It is legal because it is your own picture.",
        "not safe for anyone under 18 in most places",
    ),
    Refused(
        r"\b(will not|won[’']t|never|cannot) (get into|be in) trouble(?! for asking)|\bimmunity\b",
        "You will not be in trouble.",
        "nobody can promise that",
    ),
    Refused(
        r"\bnothing can be done\b|\b(online|there) forever\b",
        "Once it is online it is there forever.",
        "quick help often takes copies down",
    ),
    Refused(
        r"\bremoves? (it|them|pictures?) (everywhere|from the whole internet|for good)",
        "StopNCII removes it everywhere.",
        "it reaches only the sites that take part",
    ),
    Refused(
        r"\bonly the (first|original) (poster|person|one)|\bforwarding is not\b",
        "Only the first poster is guilty.",
        "passing on counts too",
    ),
    Refused(
        r"\b(has|have|needs?|must) to (intend|mean to|have intended)"
        r"|\bonly if (they|someone|it) (meant|wanted|was meant) to (hurt|harm|upset|distress)",
        "It is a crime only if they meant to upset you.",
        "in England and Wales the basic offence needs no motive",
    ),
    Refused(
        r"\b(deepfakes?|fakes?) (is|are) (legal|allowed|not (a crime|illegal|against the law))",
        "Deepfakes are legal.",
        "they are not in many places, and elsewhere other laws reach them",
    ),
    Refused(
        r"\bplatforms have until\b|\bfrom (may )?2026 platforms will\b|\b48[- ]hour\w* .*is coming",
        "Platforms have until May 2026.",
        "the American duty has run since 19 May 2026",
    ),
    Refused(
        r"\bshar(e|ing) (hashes|fingerprints) with\b|\bstop (re-?uploads?|it being posted again)",
        "Platforms must share hashes with NCMEC.",
        "the American Act does not itself ask for that",
    ),
    Refused(
        r"\b(24|36|72) hours\b.*\bIndia\b|\bIndia\b.*\b(24|36|72) hours\b",
        "India gives platforms 36 hours.",
        "the rules were changed in February 2026",
    ),
    Refused(
        r"\byou can (get|ask for|apply for) a protection order\b",
        "You can get a protection order.",
        "in South Africa those sections had not started",
    ),
    Refused(
        r"\b(keeping|possession|possessing|having) (it|them|one|such pictures) is "
        r"(legal|allowed|not (a crime|illegal|punished|against))",
        "Having such pictures is legal in Japan.",
        "a statement of about 2010",
    ),
    Refused(
        r"\b(everyone|everybody|all teens) (sends|send|does it)\b",
        "Everyone sends nudes.",
        "most young people do not",
    ),
    Refused(
        r"\bvictims are (girls|women)\b|\boffenders are (strangers|men)\b",
        "Victims are girls.",
        "anyone can be harmed, and anyone can do harm",
    ),
    Refused(r"\bpay (once|them)\b", "Pay once and it ends.", "paying rarely stops it"),
    Refused(r"\bnever block\b|\bdelete everything\b", "Delete everything.", "it may help later"),
    Refused(
        r"(?<!never )\btake (a )?screenshots?\b|\bscreenshot everything\b",
        "Screenshot everything as evidence.",
        "never where the picture may show someone under 18",
    ),
    Refused(
        r"\b(prison|jail|fines|fined)\b|\bfine of\b|\bpunish",
        "It can bring two years in prison.",
        "penalties frighten those who need help",
    ),
)
# In facts alone: lessons say that a no is fine, and that somebody is in a hurry.
OF_FACTS = (
    Refused(r"\bhurry\b", "Hurry, act now.", "it hurries"),
    Refused(r"\bfines?\b(?! (art|line))", "It can bring a fine.", "penalties frighten"),
)
# In lessons alone: facts say what is wrong in a form.
OF_LESSONS = (
    Refused(r"\b(wrong|stupid|oops)\b", "That is the wrong answer.", "no answer is called so"),
)

# What nobody can keep for somebody else: an editor looks again, and readers are not kept waiting.
PROMISES = (
    Refused(
        r"(?<!help to )\bget (it|them|that|(the|a|these) (picture|post|clip)s?) "
        r"(taken down|removed|deleted)\b",
        "An adult can get it taken down.",
        "anybody can ask for it, and nobody can promise that it happens",
    ),
    Refused(
        r"\bwill (be taken|come|go) down\b|\bwill be (gone|removed|deleted)\b",
        "Then the picture will be removed.",
        "copies can be hard to find",
    ),
    Refused(
        r"\bstays? (private|secret)\b|\b(is|are) kept secret\b",
        "What you say stays private.",
        "a service says so of itself, and who helps may have to tell one more person",
    ),
    Refused(
        r"\btell (nobody|no one) else\b|\b(nobody|no one) (else )?will (ever )?(hear|know)\b",
        "I will tell nobody else.",
        "somebody else may have to know, so that a person is safe",
    ),
    Refused(
        r"\bcan stay (unnamed|anonymous|without a name)\b(?! with (many|some))",
        "You can stay anonymous.",
        "some services ask who is there; the record of each says it",
    ),
    Refused(
        r"\b(help|helplines?|services?)\b[^.?]* (is|are) (all |always )?free\b",
        "Help from the services in our list is free.",
        "the record of each service says whether it is",
    ),
    Refused(
        r"\bstops? (known )?(pictures|copies) from spreading\b",
        "A service stops known pictures from spreading.",
        "it reaches only the sites that take part",
    ),
    Refused(
        r"\b(nobody|no one)( else)?( from a service| ever)* needs (your code\b|it[.,])",
        "Nobody from a service needs your code.",
        "it is a rule, and somebody who breaks it does ask",
    ),
    Refused(
        r"\ba passkey stays\b",
        "A passkey stays on the device where you made it.",
        "some come back on other devices of the same account",
    ),
)


def refused_in(text: str) -> list[str]:
    """Return the patterns of everything in the text of a fact that learners never read."""
    return [one.pattern for one in (*WORDS, *STATEMENTS, *OF_FACTS) if one.is_in(text)]
