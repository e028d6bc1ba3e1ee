"""What the codes of `items.Why` say to an editor."""

from django.utils.translation import gettext_lazy as _

from quizzes.exchange.items import Note, Why

WORDS = {
    Why.FILE_SIZE: _("The file is larger than five million bytes."),
    Why.TIME: _("Reading the file took too long, so it was stopped."),
    Why.MEMORY: _("Reading the file needed too much memory, so it was stopped."),
    Why.BROKEN_OFF: _("The file could not be read."),
    Why.UNKNOWN_FORMAT: _("The file is in none of the formats read here."),
    Why.NOT_TEXT: _("The file is not a text file."),
    Why.DOCTYPE: _("The file declares a document type (DOCTYPE), which is not read here."),
    Why.XML: _("The XML is broken: %(what)s"),
    Why.DEPTH: _("Tags stand more than %(what)s deep in one another."),
    Why.ELEMENTS: _("The file has too many tags or attributes."),
    Why.ROOT: _("The file holds no questions; it is: %(what)s"),
    Why.ZIP: _("The zip file is broken: %(what)s"),
    Why.ZIP_PATH: _("A name in the zip file is not allowed: %(what)s"),
    Why.ZIP_SIZE: _("The zip file unpacks to too much: %(what)s"),
    Why.ITEMS: _("The file has more than %(what)s questions. Split it."),
    Why.WORDS: _("The file has more than %(what)s letters. Split it."),
    Why.COLUMNS: _("The columns of the table cannot be read: %(what)s"),
    Why.EMPTY: _("The file holds no questions."),
    Why.CONSTRUCT: _("There is no such question here: %(what)s"),
    Why.NO_PLACE: _("The format has no place for it: %(what)s"),
    Why.BRACES: _("The curly brackets do not match."),
    Why.PAIR: _("The pairs are incomplete. %(what)s"),
    Why.KEY: _("The file does not say which answer is right. %(what)s"),
    Why.NUMBER: _("This is not a number that is read here: %(what)s"),
    Why.NO_STEM: _("The question has no text."),
    Why.NO_ANSWERS: _("The question has no answers."),
    Why.TEXT: _("A text has %(what)s letters, which is too long."),
    Why.ANSWERS: _("The question has %(what)s answers, which is too many."),
    Why.GAPS: _("The gaps do not match the answers."),
    Why.WORDLESS: _("An answer has no words. Pictures are not taken."),
    Why.SENTENCE: _("A sentence has two gaps; here each has one."),
    Why.THERE: _("The question bank has it already."),
    Why.TWICE: _("The file has it twice."),
    Why.MARKUP: _("Left out, the words stay: %(what)s"),
    Why.FILES: _("Left out, add them in the form if you need them: %(what)s"),
    Why.LEFT_BEHIND: _("Left out: %(what)s"),
    Why.FRACTIONS: _("Marks that have no place here: %(what)s"),
    Why.ENCODING: _("Read as %(what)s; look at the letters with accents."),
    Why.MARKDOWN: _("Markdown stays as it is written."),
    Why.UNEXPLAINED: _("Explanations to write: %(what)s"),
    Why.UNFIT: _("Before it is published: %(what)s"),
}


def in_words(note: Note) -> str:
    return (WORDS[Why(note.why)] % {"what": note.what}).strip()
