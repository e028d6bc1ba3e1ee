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
