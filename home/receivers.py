"""What is noted of somebody at sign-in, and of a text whose source was published again."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from wagtail.signals import page_published, published

from home.context_processors import IS_ADMIN, IS_EDITOR
from home.translating import bring_to_translators, give_parts
from organizations.rules import administered_by


@receiver(user_logged_in)
def note_entries(sender, request, user, **kwargs):
    """Note who may open the CMS or looks after a school: the frame of their pages leads there, and
    asks for no rights.
    """
    if not user.is_student:
        request.session[IS_EDITOR] = user.has_perm("wagtailadmin.access_admin")
        request.session[IS_ADMIN] = administered_by(user).exists()


@receiver(published)
@receiver(page_published)
def note_changed_source(sender, instance, **kwargs):
    bring_to_translators(instance)
    give_parts(instance)
