"""What allauth asks of Marram: who may sign up (nobody), and what an address is (a keyed hash)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from core.address import address_bucket


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by people who know them; students never come this way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Rate limits count a daily-keyed hash; the address is never written (decision 24)."""
        return address_bucket(request)
