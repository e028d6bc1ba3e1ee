"""What the codes of `rows.Why` say to a teacher, and what the meanings of columns are called."""

from django.utils.translation import gettext_lazy as _

from rosters.columns import Meaning
from rosters.rows import Refused, Why

WORDS = {
    Why.FILE_SIZE: _("The file is larger than two million bytes."),
    Why.NOT_TEXT: _("The file is not a text file. Save the list as CSV, or paste it."),
    Why.NAMED: _("%(what)s is not read here. Save the list as CSV, or copy it and paste it."),
    Why.PACKAGE: _("The zip file holds no class list that is read here."),
    Why.ZIP: _("The zip file is broken."),
    Why.ZIP_PATH: _("A name in the zip file is not allowed: %(what)s"),
    Why.ZIP_SIZE: _("The zip file unpacks to too much: %(what)s"),
    Why.PART: _("The zip file lacks a part: %(what)s"),
    Why.DELTA: _("%(what)s holds only what changed. Export the whole list (“bulk”)."),
    Why.TABLE: _("The quotation marks or cells of the table do not match: %(what)s"),
    Why.LINES: _("The list has more than %(what)s lines. Take one class alone."),
    Why.COLUMNS: _("The table has more than %(what)s columns."),
    Why.NO_NAMES: _("No column has names. Choose the one with whole names, or with given names."),
    Why.TWO_COLUMNS: _("Two columns have the same meaning. Choose one of them."),
    Why.EMPTY: _("There are no names in it."),
    Why.GROUPS: _("The list holds several classes. Choose one: %(what)s"),
    Why.NO_GROUP: _("The list has no such class: %(what)s"),
    Why.TRAVEL: _("The list is too long for one page. Take one class alone."),
    Why.CELLS: _("The row has more cells than there are columns, so they may have slipped."),
    Why.ROLE: _("Not a student: %(what)s"),
    Why.LEFT: _("The list says that they left. %(what)s"),
    Why.ENDED: _("They were in the class until %(what)s."),
    Why.STARTS: _("They come on %(what)s. Import the list again then."),
    Why.TWO_DATES: _("This date reads two ways: %(what)s. Write it like 2026-11-30."),
    Why.NO_DATE: _("This is no date that is read here: %(what)s. Write it like 2026-11-30."),
    Why.NO_NAME: _("There is no name."),
    Why.UNKNOWN: _("The list does not say who this is: %(what)s"),
    Why.HIDDEN: _("There is an invisible character in this name. Type the name again."),
    Why.SIGNS: _("This is not written like a name."),
    Why.CONTACT: _("This looks like an address or a number, not like a name."),
    Why.STAFF: _("This looks like the name of a teacher or of this site."),
    Why.SCRIPTS: _("One word mixes two alphabets. Type the name again."),
    Why.LONG: _("The name is longer than 60 letters."),
    Why.TWICE: _("The name is in the list twice. If these are two people, tell them apart."),
    Why.ALIKE: _("It looks like another name of the list: %(what)s"),
    Why.AMBIGUOUS: _("More than one student could be meant: %(what)s"),
    Why.SEATS: _("The class has no seat left."),
}
MEANINGS = [
    (Meaning.NOTHING, _("Not used")),
    (Meaning.NAME, _("Whole name")),
    (Meaning.GIVEN, _("Given name")),
    (Meaning.FAMILY, _("Family name")),
    (Meaning.ID, _("Number or user name at school")),
    (Meaning.GROUP, _("Class")),
    (Meaning.ROLE, _("Student or teacher")),
    (Meaning.STATUS, _("In the class or left")),
    (Meaning.ENABLED, _("Account in use")),
    (Meaning.STARTS, _("First day")),
    (Meaning.ENDS, _("Last day")),
]


def in_words(refusal: Refused) -> str:
    return reason(refusal.why, refusal.what)


def reason(why: str, what: str) -> str:
    return (WORDS[Why(why)] % {"what": what}).strip()
