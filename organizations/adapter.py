"""What allauth asks of Marram: who may sign up (nobody), and what an address is (a keyed hash)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.address import address_bucket

NOT_TOGETHER = _("This account and this password do not fit together. Check both fields.")
NOT_THE_PASSWORD = _("That is not the password of this account. Check it, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by people who know them; students never come this way."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_TOGETHER,
        "email_password_mismatch": NOT_TOGETHER,
        "incorrect_password": NOT_THE_PASSWORD,
        "enter_current_password": NOT_THE_PASSWORD,
        "too_many_login_attempts": _(
            "That was a few tries in a row. Wait one minute, then try again."
        ),
        "duplicate_email": _("Your account has this address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Rate limits count a daily-keyed hash; the address is never written (decision 24)."""
        return address_bucket(request)
