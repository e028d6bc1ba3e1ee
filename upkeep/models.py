"""What the desk keeps beside the content: links for outside readers, and what they said."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

REVIEW_LASTS = timedelta(days=14)
MOST_COMMENTS = 50


def new_token() -> str:
    """Return what a link cannot be guessed without: 192 random bits."""
    return secrets.token_urlsafe(24)


def review_end():
    return timezone.now() + REVIEW_LASTS


class ReviewLinkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(expires_at__gt=timezone.now())

    def of(self, thing):
        """Links to any draft of one page or snippet, the newest first."""
        return self.filter(revision__in=thing.revisions.all())


class ReviewLink(models.Model):
    """Lets somebody without an account read one draft and say what they think, for two weeks.

    It shows the draft it was made for, whatever is written later.
    """

    wagtail_reference_index_ignore = True

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=review_end)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return str(self.revision)

    def get_absolute_url(self) -> str:
        return reverse("review:review", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.expires_at > timezone.now()


class ReviewComment(models.Model):
    """What an outside reader said of a draft. It changes nothing by itself."""

    wagtail_reference_index_ignore = True

    link = models.ForeignKey(ReviewLink, models.CASCADE, related_name="comments")
    name = models.CharField(_("who you are"), max_length=80)
    text = models.TextField(_("what you noticed"), max_length=4000)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
