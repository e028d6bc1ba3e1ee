"""What the desk's page of flags sends back."""

from django import forms


class SettledForm(forms.Form):
    """The number of the last flag that the page showed."""

    until = forms.IntegerField(min_value=1)
