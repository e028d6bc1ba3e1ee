"""What a teacher's page sends back."""

from django import forms


class SeenForm(forms.Form):
    """Until when a list of news was read: who joined, or what changed; the time of its last one."""

    until = forms.DateTimeField()
