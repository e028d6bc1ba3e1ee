"""What is noted of somebody at sign-in, and of a text whose source was published again."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from wagtail.signals import page_published, published

from home.context_processors import IS_EDITOR
from home.translating import bring_to_translators, give_parts


@receiver(user_logged_in)
def note_editor(sender, request, user, **kwargs):
    """Note who may open the CMS: the frame of their pages leads there, and asks for no rights."""
    if not user.is_student and user.has_perm("wagtailadmin.access_admin"):
        request.session[IS_EDITOR] = True


@receiver(published)
@receiver(page_published)
def note_changed_source(sender, instance, **kwargs):
    bring_to_translators(instance)
    give_parts(instance)
