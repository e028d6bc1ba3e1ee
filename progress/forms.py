"""What a device sends when a student keeps what they did on it as a guest."""

import json
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from progress.actions import DevicePlace

MOST_PLACES = 200
LONGEST = 150 * MOST_PLACES


class KeepForm(forms.Form):
    """A JSON list of {"lesson": id, "step": number from 1, "done": bool}, the latest last."""

    places = forms.CharField(max_length=LONGEST)

    def clean_places(self) -> list[DevicePlace]:
        try:
            sent = json.loads(self.cleaned_data["places"])
            places = [read_place(one) for one in sent]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise forms.ValidationError(_("This is no list of places.")) from error
        if len(places) > MOST_PLACES:
            raise forms.ValidationError(_("These are too many places."))
        return places


def read_place(sent) -> DevicePlace:
    """Read one place; raise ValueError, TypeError or KeyError where it is none."""
    step, is_done = sent["step"], sent["done"]
    if type(step) is not int or step < 1 or type(is_done) is not bool:
        raise ValueError(sent)
    return DevicePlace(uuid.UUID(str(sent["lesson"])), step, is_done)
