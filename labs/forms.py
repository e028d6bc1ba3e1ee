"""What a page of a scenario sends to the next one."""

from django import forms

# A way that turns in circles ends here; no scenario is a third as long.
MOST_CHOICES = 60
LONGEST_ID = 36


class WayForm(forms.Form):
    """The ids of the choices so far, the one just made, and how it is played.

    `alone`: without the commentary. `together`: on a screen, by a class that votes by hands.
    """

    way = forms.CharField(required=False, max_length=MOST_CHOICES * (LONGEST_ID + 1))
    choice = forms.CharField(required=False, max_length=LONGEST_ID)
    alone = forms.BooleanField(required=False)
    together = forms.BooleanField(required=False)

    @property
    def choices_made(self) -> list[str]:
        """The way, and at its end the choice just made."""
        chosen = self.cleaned_data["choice"]
        return [*self.cleaned_data["way"].split(), *([chosen] if chosen else [])]
