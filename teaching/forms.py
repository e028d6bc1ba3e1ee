"""What a teacher's page sends back."""

from django import forms


class SeenForm(forms.Form):
    """Until when the list of who joined was read: when the last student on it joined."""

    until = forms.DateTimeField()
