"""Words of the directory: where, what for, and by which means."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Country(TextChoices):
    """ISO 3166 codes of the countries the directory covers, and INT for everywhere."""

    AUSTRALIA = "AU", _("Australia")
    BRAZIL = "BR", _("Brazil")
    CANADA = "CA", _("Canada")
    FRANCE = "FR", _("France")
    GERMANY = "DE", _("Germany")
    INDIA = "IN", _("India")
    IRELAND = "IE", _("Ireland")
    JAPAN = "JP", _("Japan")
    MEXICO = "MX", _("Mexico")
    NEW_ZEALAND = "NZ", _("New Zealand")
    SOUTH_AFRICA = "ZA", _("South Africa")
    SOUTH_KOREA = "KR", _("South Korea")
    SPAIN = "ES", _("Spain")
    UNITED_KINGDOM = "GB", _("United Kingdom")
    UNITED_STATES = "US", _("United States")
    INTERNATIONAL = "INT", _("International")


class Purpose(TextChoices):
    """What a service is for; the order is the order in which a frightened reader needs them."""

    EMERGENCY = "emergency", _("Emergency")
    CHILD_HELPLINE = "child-helpline", _("Someone to talk to, for young people")
    CRISIS = "crisis", _("Crisis line")
    IMAGE_ABUSE = "image-abuse", _("Help with private pictures")
    HASH_MATCHING = "hash-matching", _("Stopping a picture from spreading")
    LAW_ENFORCEMENT = "law-enforcement-report", _("Reporting to the police or a hotline")
    REGULATOR = "regulator", _("Regulator")
    LEGAL_AID = "legal-aid", _("Legal advice")


class MeansKind(TextChoices):
    """How a service is reached."""

    PHONE = "phone", _("Phone call")
    SMS = "sms", _("Text message")
    CHAT = "chat", _("Chat")
    WEB = "web", _("Website")
    EMAIL = "email", _("Email")


class Jurisdiction(TextChoices):
    """Where a law holds: ISO 3166 codes, the EU, and INT for what is agreed between states."""

    AUSTRALIA = "AU", _("Australia")
    BRAZIL = "BR", _("Brazil")
    BRITISH_COLUMBIA = "CA-BC", _("Canada: British Columbia")
    CANADA = "CA", _("Canada")
    ENGLAND_AND_WALES = "GB", _("United Kingdom")
    EUROPEAN_UNION = "EU", _("European Union")
    FRANCE = "FR", _("France")
    GERMANY = "DE", _("Germany")
    INDIA = "IN", _("India")
    INTERNATIONAL = "INT", _("International")
    IRELAND = "IE", _("Ireland")
    JAPAN = "JP", _("Japan")
    MEXICO = "MX", _("Mexico")
    NEW_ZEALAND = "NZ", _("New Zealand")
    NORTHERN_IRELAND = "GB-NIR", _("Northern Ireland")
    SCOTLAND = "GB-SCT", _("Scotland")
    SOUTH_AFRICA = "ZA", _("South Africa")
    SOUTH_KOREA = "KR", _("South Korea")
    SPAIN = "ES", _("Spain")
    UNITED_STATES = "US", _("United States")


EU_MEMBERS = frozenset({Country.FRANCE, Country.GERMANY, Country.IRELAND, Country.SPAIN})


class LawStatus(TextChoices):
    """How far a law had come on the day its text was read."""

    IN_FORCE = "in-force", _("In force")
    PARTLY = "partly-in-force", _("Partly in force")
    ASSENTED = "assented", _("Passed, start not known")
    BILL = "bill", _("A bill, not a law yet")
    GUIDANCE = "guidance", _("Guidance, not a law")


class App(TextChoices):
    """Where a picture may be: apps with a reporting path of their own, and places without one.

    Names are for translators too: many languages write them in letters of their own.
    """

    INSTAGRAM = "instagram", _("Instagram")
    FACEBOOK = "facebook", _("Facebook")
    MESSENGER = "messenger", _("Messenger")
    THREADS = "threads", _("Threads")
    SNAPCHAT = "snapchat", _("Snapchat")
    TIKTOK = "tiktok", _("TikTok")
    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")
    DISCORD = "discord", _("Discord")
    REDDIT = "reddit", _("Reddit")
    X = "x", _("X")
    GOOGLE = "google", _("Google")
    BING = "bing", _("Bing")
    GROUP_CHAT = "group-chat", _("A group chat")
    WEBSITE = "website", _("Another website")
    PHONES = "phones", _("From phone to phone")


class PlanTrack(TextChoices):
    """What fits best: whom the plan is for and what it is about."""

    ME = "me", _("A picture of me was shared, or might be")
    THREAT = "threat", _("Someone threatens me with a picture")
    FAKE = "fake", _("A fake or AI picture was made")
    FRIEND = "friend", _("It happened to a friend")
    PASSED_ON = "passed-on", _("I passed a picture on")
    PARENT = "parent", _("I am a parent or carer")
    TEACHER = "teacher", _("I am a teacher or work with young people")


class PlanDanger(TextChoices):
    """Whether someone may be hurt, asked before everything else."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class PlanAge(TextChoices):
    """How old the person in the picture was when it was made."""

    UNDER_13 = "under-13", _("Under 13")
    TEENAGER = "13-17", _("13 to 17")
    ADULT = "adult", _("18 or older")
    UNKNOWN = "unknown", _("I do not know")


class PlanSpread(TextChoices):
    """How far the picture has gone."""

    NOT_YET = "not-yet", _("It has not been shared yet")
    PRIVATE = "private", _("Sent to some people")
    PUBLIC = "public", _("Put where anyone can see it")
    UNKNOWN = "unknown", _("I do not know")


class PlanDemand(TextChoices):
    """Whether somebody asks for something."""

    YES = "yes", _("Yes, for money or more pictures")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class PlanGroup(TextChoices):
    """When a step is worth doing."""

    NOW = "now", _("Now")
    TODAY = "today", _("Today")
    WEEK = "week", _("This week")


class Recipient(TextChoices):
    """To whom a letter goes."""

    PLATFORM = "platform", _("An app or platform")
    WEBSITE = "website", _("A website")
    HOST = "host", _("The company that hosts a website")
    SCHOOL = "school", _("A school")
    PERSON = "person", _("The person who shared it")


class Sender(TextChoices):
    """Who writes a letter."""

    PERSON = "person", _("I am the person in the picture")
    PARENT = "parent", _("I am their parent or guardian")
    HELPER = "helper", _("I help them, and they said yes")


class FactKind(TextChoices):
    """The kinds of record, as references, corrections and addresses name them."""

    HELPLINE = "helpline", _("Helpline")
    LAW = "law", _("Law")
    APP = "app", _("App route")
    STEP = "step", _("Plan step")
    CLAUSE = "clause", _("Letter clause")
    TERM = "term", _("Glossary term")
