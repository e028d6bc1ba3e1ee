"""Pass phrases: four words of a list of 2,048, which is 44 bits. A child can spell every one.

No word of the list is the beginning of another, so a phrase typed without any space still reads in
one way only: whoever forgets the spaces comes in all the same.
"""

import secrets
import unicodedata

from organizations.wordlists import word_list

WORDS = word_list("phrase")
WORDS_IN_A_PHRASE = 4

KNOWN_WORDS = frozenset(WORDS)
WORD_LENGTHS = range(min(map(len, WORDS)), max(map(len, WORDS)) + 1)


def new_phrase(random=secrets) -> str:
    """Return four words with spaces between them; a word may come twice, which keeps the 44 bits.

    `random` offers `choice(sequence)` as the module `secrets` does.
    """
    return " ".join(random.choice(WORDS) for _ in range(WORDS_IN_A_PHRASE))


def normalize_phrase(text: str) -> str:
    """Return the form of a phrase that is hashed and compared: small words, one space between them.

    Only the letters count: case, full-width forms, spaces, hyphens, numbers in front of the words
    and invisible characters do not. Letters that are not words of the list from beginning to end
    come back as one word, which fits no phrase.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(filter(str.isalpha, plain))
    return " ".join(split_into_words(letters) or [letters])


def split_into_words(letters: str) -> list[str] | None:
    """Split letters into words of the list, or return None where that cannot be done.

    There is at most one way: no word begins another, so the next word is always the only one.
    """
    words = []
    position = 0
    while position < len(letters):
        word = next_word(letters, position)
        if word is None:
            return None
        words.append(word)
        position += len(word)
    return words


def next_word(letters: str, position: int) -> str | None:
    """Return the word of the list that begins at this position, or None."""
    pieces = (letters[position : position + length] for length in WORD_LENGTHS)
    return next((piece for piece in pieces if piece in KNOWN_WORDS), None)
